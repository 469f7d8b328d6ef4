/** /invisible: looks off-line to others, or not any more. */
import { people } from '../../text/people.ts'
import type { Command } from './command.ts'

export const invisible: Command = {
  name: 'invisible',
  usage: '/invisible [on|off]',
  help: people.commands.help.invisible,
  complete: () => ['on', 'off'],
  async run(context, typed) {
    const isInvisible = typed === 'on' || (typed !== 'off' && !context.isInvisible)
    if (!(await context.setInvisible(isInvisible))) return people.commands.notNow
    return isInvisible ? people.commands.invisible : people.commands.visible
  },
}
