/** /invisible: looks off-line to others, or not any more. */
import { peopleText } from '../../text/people.ts'
import type { Command } from './command.ts'

export const invisible: Command = {
  name: 'invisible',
  usage: '/invisible [on|off]',
  help: peopleText.commands.help.invisible,
  complete: () => ['on', 'off'],
  async run(context, typed) {
    const isInvisible = typed === 'on' || (typed !== 'off' && !context.isInvisible)
    if (!(await context.setInvisible(isInvisible))) return peopleText.commands.notNow
    return isInvisible ? peopleText.commands.invisible : peopleText.commands.visible
  },
}
