/** /mute: hides somebody in this browser, or shows them again. */
import { peopleText } from '../../text/people.ts'
import { type Command, nameList, whoIn } from './command.ts'

const usage = '/mute name'

export const mute: Command = {
  name: 'mute',
  usage,
  help: peopleText.commands.help.mute,
  complete: nameList,
  run(context, typed) {
    const { who } = whoIn(context, typed, usage)
    return context.toggleMute(who) ? peopleText.commands.muted(who.name) : peopleText.commands.unmuted(who.name)
  },
}
