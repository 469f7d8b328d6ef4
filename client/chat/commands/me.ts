/** /me: tells what one does. */
import { peopleText } from '../../text/people.ts'
import { type Command, CommandProblem } from './command.ts'

const usage = '/me does something'

export const me: Command = {
  name: 'me',
  usage,
  help: peopleText.commands.help.me,
  run(context, text) {
    if (text === '') throw new CommandProblem(peopleText.commands.usage(usage))
    context.post(context.channel, { kind: 'action', text })
    return undefined
  },
}
