/** /friend: asks somebody to be a friend, by the name of their account. */
import { peopleText } from '../../text/people.ts'
import { type Command, CommandProblem, nameList } from './command.ts'

const usage = '/friend name'

export const friend: Command = {
  name: 'friend',
  usage,
  help: peopleText.commands.help.friend,
  complete: nameList,
  async run(context, typed) {
    const name = typed.replace(/^@/u, '').replace(/^"(.*)"$/u, '$1')
    if (name === '') throw new CommandProblem(peopleText.commands.usage(usage))
    await context.befriend(name)
    return peopleText.commands.asked(name)
  },
}
