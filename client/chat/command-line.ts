/** Reads what is typed: a command or a message, what may complete it, and what a wrong word was meant to be. */
import { RefusedError } from '../../schema/errors.ts'
import { peopleText } from '../text/people.ts'
import { refusalText } from '../text/sentences.ts'
import { type CommandContext, CommandProblem, nameList } from './commands/command.ts'
import { commands } from './commands/index.ts'

/** Letters to change, leave out or add to make one word of the other. */
export function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, against] of [...other].entries()) {
      const change = (row[j] ?? 0) + (letter === against ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const nearest = (name: string): string =>
  commands
    .map((each) => ({ name: each.name, away: distanceBetween(name, each.name) }))
    .sort((a, b) => a.away - b.away)[0]?.name ?? 'help'

/** "/w Ann hi" is the command "w" with the rest "Ann hi"; "//" begins a message that has a slash. */
export function parseCommand(text: string): { name: string; rest: string } | undefined {
  const found = text.match(/^\/(?!\/)(\S*)\s*(.*)$/su)
  return found ? { name: (found[1] ?? '').toLowerCase(), rest: (found[2] ?? '').trim() } : undefined
}

/** Does what a line says. Answers with what only the player reads. */
export async function runLine(context: CommandContext, text: string): Promise<string | undefined> {
  const typed = parseCommand(text)
  if (!typed) {
    context.post(context.channel, { kind: 'say', text: text.replace(/^\/\//u, '/') })
    return undefined
  }
  const command = commands.find(({ name }) => name === typed.name)
  if (!command) return peopleText.commands.unknown(typed.name, nearest(typed.name))
  try {
    return await command.run(context, typed.rest)
  } catch (error) {
    if (error instanceof CommandProblem) return error.message
    const { title, detail } = refusalText(error instanceof RefusedError ? error : { code: 'server-busy' })
    return `${title} ${detail}`
  }
}

export interface Completion {
  /** The whole line with it. */
  line: string
  label: string
  detail: string
}

const most = 6
const begins = (word: string, typed: string) => word.toLowerCase().startsWith(typed.toLowerCase())

/** What may be meant by a line that is being typed. */
export function completionsOf(context: CommandContext, line: string): Completion[] {
  const command = line.match(/^\/(?!\/)(\S*)$/u)
  if (command) {
    return commands
      .filter(({ name }) => begins(name, command[1] ?? ''))
      .slice(0, most)
      .map(({ name, usage, help }) => ({ line: `/${name} `, label: usage.split(' ·')[0] ?? usage, detail: help }))
  }
  const typed = line.match(/^\/(?!\/)(\S+)\s+(.*)$/su)
  if (typed) {
    const [, name = '', rest = ''] = typed
    const known = commands.find((each) => each.name === name.toLowerCase())?.complete?.(context, rest) ?? []
    return known
      .filter((word) => begins(word, rest) && word.toLowerCase() !== rest.trim().toLowerCase())
      .slice(0, most)
      .map((word) => ({ line: `/${name} ${word} `, label: word, detail: '' }))
  }
  const mention = line.match(/(^|\s)@([^\s@]*)$/u)
  if (!mention) return []
  const head = line.slice(0, line.length - (mention[2] ?? '').length)
  return nameList(context)
    .filter((name) => begins(name, mention[2] ?? ''))
    .slice(0, most)
    .map((name) => ({ line: `${head}${name} `, label: `@${name}`, detail: '' }))
}
