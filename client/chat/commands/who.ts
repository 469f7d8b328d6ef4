/** /who: those who are here. */
import { peopleText } from '../../text/people.ts'
import type { Command } from './command.ts'

export const who: Command = {
  name: 'who',
  usage: '/who',
  help: peopleText.commands.help.who,
  run: ({ present }) => (present.length > 0 ? present.join('\n') : peopleText.commands.nobodyHere),
}
