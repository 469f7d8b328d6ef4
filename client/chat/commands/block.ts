/** /block: hears no more of somebody. */
import { people } from '../../text/people.ts'
import { type Command, nameList, whoIn } from './command.ts'

const usage = '/block name'

export const block: Command = {
  name: 'block',
  usage,
  help: people.commands.help.block,
  complete: nameList,
  async run(context, typed) {
    const { who } = whoIn(context, typed, usage)
    await context.block(who)
    return people.commands.blocked(who.name)
  },
}
