/** /ship: to everybody aboard. */
import { kindOf } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'
import { type Command, talkIn } from './command.ts'

export const ship: Command = {
  name: 'ship',
  usage: '/ship [message]',
  help: peopleText.commands.help.ship,
  run: (context, rest) =>
    talkIn(
      context,
      context.channels.find(({ id }) => kindOf(id) === 'crew'),
      rest,
      peopleText.channels.crew,
    ),
}
