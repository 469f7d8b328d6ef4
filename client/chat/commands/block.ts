/** /block: hears no more of somebody. */
import { peopleText } from '../../text/people.ts'
import { type Command, nameList, whoIn } from './command.ts'

const usage = '/block name'

export const block: Command = {
  name: 'block',
  usage,
  help: peopleText.commands.help.block,
  complete: nameList,
  async run(context, typed) {
    const { who } = whoIn(context, typed, usage)
    await context.block(who)
    return peopleText.commands.blocked(who.name)
  },
}
