/** What a slash command is, and what it may do. */
import type { ChannelView, Content } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'

export interface Who {
  id: string
  name: string
}

/** The page as commands see it. */
export interface CommandContext {
  me: Who
  /** The channel that is open. */
  channel: string
  channels: readonly ChannelView[]
  session: { id: string; name: string } | undefined
  /** Whoever may be meant by name: friends, those in the session, who spoke. */
  known: readonly Who[]
  /** Who is here, in words. */
  present: readonly string[]
  isInvisible: boolean
  post(channel: string, content: Content): void
  open(channel: string, title?: string): void
  /** Answers whether they are muted now. */
  toggleMute(who: Who): boolean
  setInvisible(isInvisible: boolean): Promise<boolean>
  befriend(name: string): Promise<unknown>
  block(who: Who): Promise<unknown>
  invite(who: Who, session: string): Promise<unknown>
  team: {
    create(name: string): Promise<unknown>
    invite(who: Who | undefined): Promise<{ code: string }>
    join(code: string): Promise<unknown>
    leave(): Promise<unknown>
  }
}

export interface Command {
  name: string
  /** How it is written. */
  usage: string
  help: string
  /** Whole words that may follow what is typed after the name. */
  complete?(context: CommandContext, typed: string): readonly string[]
  /** Answers with what only the player reads, if anything. */
  run(context: CommandContext, rest: string): Promise<string | undefined> | string | undefined
}

/** A command that cannot be done as written; the message says why. */
export class CommandProblem extends Error {}

const same = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0

/** Names of those who may be meant, without the player. */
export const nameList = ({ known, me }: Pick<CommandContext, 'known' | 'me'>): string[] => [
  ...new Set(known.filter(({ id }) => id !== me.id).map(({ name }) => name)),
]

/** Parts a name from what follows: the longest known one, one in quotes, or the first word. */
export function splitName(known: readonly Who[], typed: string): { name: string; rest: string } {
  const text = typed.trim()
  const quoted = text.match(/^"([^"]*)"\s*(.*)$/su)
  if (quoted) return { name: quoted[1] ?? '', rest: quoted[2] ?? '' }
  const longest = known
    .map(({ name }) => name)
    .filter((name) => same(text.slice(0, name.length), name) && /^(\s|$)/u.test(text.slice(name.length)))
    .sort((a, b) => b.length - a.length)[0]
  const name = longest ?? text.split(/\s/u, 1)[0] ?? ''
  return { name: longest ?? name, rest: text.slice(name.length).trim() }
}

/** The one who is meant, and what follows the name. */
export function whoIn(context: CommandContext, typed: string, usage: string): { who: Who; rest: string } {
  const { name, rest } = splitName(context.known, typed.replace(/^@/u, ''))
  if (name === '') throw new CommandProblem(peopleText.commands.usage(usage))
  const who = context.known.find((each) => same(each.name, name))
  if (!who) throw new CommandProblem(peopleText.commands.nobody(name))
  if (who.id === context.me.id) throw new CommandProblem(peopleText.commands.yourself)
  return { who, rest }
}

/** Says it in a channel, or without words only goes there. */
export function talkIn(
  context: CommandContext,
  channel: ChannelView | undefined,
  text: string,
  name: string,
): undefined {
  if (!channel) throw new CommandProblem(peopleText.commands.noChannel(name))
  if (text === '') context.open(channel.id)
  else context.post(channel.id, { kind: 'say', text })
}
