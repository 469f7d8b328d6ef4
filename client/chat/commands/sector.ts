/** /sector: to everybody in the session. */
import { kindOf } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'
import { type Command, talkIn } from './command.ts'

export const sector: Command = {
  name: 'sector',
  usage: '/sector [message]',
  help: peopleText.commands.help.sector,
  run: (context, rest) =>
    talkIn(
      context,
      context.channels.find(({ id }) => kindOf(id) === 'session'),
      rest,
      peopleText.channels.session,
    ),
}
