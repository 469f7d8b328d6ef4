/** /invite: asks somebody into the session. */
import { peopleText } from '../../text/people.ts'
import { type Command, CommandProblem, nameList, whoIn } from './command.ts'

const usage = '/invite name'

export const invite: Command = {
  name: 'invite',
  usage,
  help: peopleText.commands.help.invite,
  complete: nameList,
  async run(context, typed) {
    if (!context.session) throw new CommandProblem(peopleText.commands.noSession)
    const { who } = whoIn(context, typed, usage)
    await context.invite(who, context.session.id)
    return peopleText.commands.invited(who.name)
  },
}
