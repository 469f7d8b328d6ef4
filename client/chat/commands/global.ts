/** /global: to everybody. */
import { kindOf } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'
import { type Command, talkIn } from './command.ts'

export const global: Command = {
  name: 'global',
  usage: '/global [message]',
  help: peopleText.commands.help.global,
  run: (context, rest) =>
    talkIn(
      context,
      context.channels.find(({ id }) => kindOf(id) === 'global'),
      rest,
      peopleText.channels.global,
    ),
}
