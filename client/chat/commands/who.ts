/** /who: those who are here. */
import { people } from '../../text/people.ts'
import type { Command } from './command.ts'

export const who: Command = {
  name: 'who',
  usage: '/who',
  help: people.commands.help.who,
  run: ({ present }) => (present.length > 0 ? present.join('\n') : people.commands.nobodyHere),
}
