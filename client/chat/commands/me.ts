/** /me: tells what one does. */
import { people } from '../../text/people.ts'
import { type Command, CommandProblem } from './command.ts'

const usage = '/me does something'

export const me: Command = {
  name: 'me',
  usage,
  help: people.commands.help.me,
  run(context, text) {
    if (text === '') throw new CommandProblem(people.commands.usage(usage))
    context.post(context.channel, { kind: 'action', text })
    return undefined
  },
}
