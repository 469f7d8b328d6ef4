/** /roll: dice, thrown by the server. */
import { peopleText } from '../../text/people.ts'
import { type Command, CommandProblem } from './command.ts'

export const roll: Command = {
  name: 'roll',
  usage: '/roll [2d6]',
  help: peopleText.commands.help.roll,
  complete: () => ['1d6', '2d6', '1d20', '1d100'],
  run(context, typed) {
    const found = (typed || '1d6').match(/^(\d{0,2})[dDwW](\d{1,4})$/u)
    const [dice, sides] = [Number(found?.[1] || 1), Number(found?.[2])]
    if (!found || dice < 1 || dice > 10 || sides < 2 || sides > 1000) throw new CommandProblem(peopleText.commands.dice)
    context.post(context.channel, { kind: 'roll', dice, sides })
    return undefined
  },
}
