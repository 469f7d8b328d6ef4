/** /emote: small gestures, told as actions. */
import { emotes, peopleText } from '../../text/people.ts'
import { type Command, CommandProblem } from './command.ts'

export const emote: Command = {
  name: 'emote',
  usage: '/emote wave',
  help: peopleText.commands.help.emote,
  complete: () => Object.keys(emotes),
  run(context, typed) {
    const text = Object.hasOwn(emotes, typed.toLowerCase()) ? emotes[typed.toLowerCase()] : undefined
    if (!text) throw new CommandProblem(peopleText.commands.emotes(Object.keys(emotes).join(', ')))
    context.post(context.channel, { kind: 'action', text })
    return undefined
  },
}
