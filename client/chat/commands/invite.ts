/** /invite: asks somebody into the session. */
import { people } from '../../text/people.ts'
import { type Command, CommandProblem, nameList, whoIn } from './command.ts'

const usage = '/invite name'

export const invite: Command = {
  name: 'invite',
  usage,
  help: people.commands.help.invite,
  complete: nameList,
  async run(context, typed) {
    if (!context.session) throw new CommandProblem(people.commands.noSession)
    const { who } = whoIn(context, typed, usage)
    await context.invite(who, context.session.id)
    return people.commands.invited(who.name)
  },
}
