/** /global: to everybody. */
import { kindOf } from '../../../schema/people.ts'
import { people } from '../../text/people.ts'
import { type Command, talkIn } from './command.ts'

export const global: Command = {
  name: 'global',
  usage: '/global [message]',
  help: people.commands.help.global,
  run: (context, rest) =>
    talkIn(
      context,
      context.channels.find(({ id }) => kindOf(id) === 'global'),
      rest,
      people.channels.global,
    ),
}
