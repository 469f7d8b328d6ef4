/** /team: talk to the team, or make, join and leave one. */
import { kindOf } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'
import { type Command, type CommandContext, CommandProblem, nameList, talkIn, whoIn } from './command.ts'

const usage = '/team [message] · create name · invite [name] · join code · leave'
const text = peopleText.commands.team

function needed(rest: string): string {
  if (rest === '') throw new CommandProblem(peopleText.commands.usage(usage))
  return rest
}

const verbs: Record<string, (context: CommandContext, rest: string) => Promise<string>> = {
  async create(context, rest) {
    await context.team.create(needed(rest))
    return text.created(rest)
  },
  async invite(context, rest) {
    if (rest === '') return text.code((await context.team.invite(undefined)).code)
    const { who } = whoIn(context, rest, usage)
    await context.team.invite(who)
    return peopleText.commands.invited(who.name)
  },
  async join(context, rest) {
    await context.team.join(needed(rest))
    return text.joined
  },
  async leave(context, rest) {
    if (rest !== '') throw new CommandProblem(peopleText.commands.usage(usage))
    await context.team.leave()
    return text.left
  },
}

export const team: Command = {
  name: 'team',
  usage,
  help: peopleText.commands.help.team,
  complete: (context, typed) =>
    /^invite\s/u.test(typed) ? nameList(context).map((name) => `invite ${name}`) : Object.keys(verbs),
  run(context, typed) {
    const [word = ''] = typed.split(/\s/u, 1)
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined
    const rest = typed.slice(word.length).trim()
    // "leave the dock" is a message; "leave" alone is not.
    if (verb && !(word === 'leave' && rest !== '')) return verb(context, rest)
    const channel = context.channels.find(({ id }) => kindOf(id) === 'team')
    return talkIn(context, channel, typed, peopleText.channels.team)
  },
}
