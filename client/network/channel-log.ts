/** What a page has of one channel: lines by their numbers, each once and in order, and up to where nothing is missing. */
import { limits } from '../../schema/limits.ts'
import type { CatchUp, ChannelView, ChatLine } from '../../schema/people.ts'

export interface ChannelLog {
  epoch: number
  /** In rising order; above `through` some may be missing. */
  lines: readonly ChatLine[]
  /** Everything up to this number that the player may read has arrived; 0 when nothing has been asked yet. */
  through: number
  /** Something lies between what was read here before and this number, the first one shown; 0 without such a break. */
  brokenAt: number
  /** Lines kept; paging back makes room. */
  most: number
  /** There is nothing older. */
  isWhole: boolean
}

export const emptyLog = (epoch: number): ChannelLog => ({
  epoch,
  lines: [],
  through: 0,
  brokenAt: 0,
  most: limits.chatKept,
  isWhole: false,
})

function merged(old: readonly ChatLine[], more: readonly ChatLine[]): ChatLine[] {
  const bySeq = new Map(old.map((line) => [line.seq, line]))
  // A line once taken away stays so, whatever arrives late.
  for (const line of more) if (!bySeq.get(line.seq)?.isRemoved) bySeq.set(line.seq, line)
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** As far as the numbers follow one another. */
function reached(lines: readonly ChatLine[], from: number): number {
  let through = from
  for (const line of lines) if (line.seq === through + 1) through = line.seq
  return through
}

function settled(log: ChannelLog): ChannelLog {
  const lines = log.lines.slice(-log.most)
  const isCut = lines.length < log.lines.length
  const isWhole = (log.isWhole && !isCut) || lines[0]?.seq === 1
  return { ...log, lines, isWhole, through: reached(lines, log.through) }
}

/** Lines as they are said. The first ones of a log that was never asked for begin it. */
export function heard(log: ChannelLog, lines: readonly ChatLine[]): ChannelLog {
  if (lines.length === 0) return log
  const all = merged(log.lines, lines)
  const through = log.through === 0 ? (all[0]?.seq ?? 0) : log.through
  return settled({ ...log, lines: all, through })
}

/** The answer to catching up. `head` was the newest number known when it was asked. */
export function caughtUp(log: ChannelLog, answer: CatchUp, head: number): ChannelLog {
  const newest = answer.messages.at(-1)?.seq ?? 0
  if (!answer.recovered || answer.epoch !== log.epoch) {
    const hadSome = log.through > 0
    const first = answer.messages[0]?.seq ?? 0
    // Heard after the question: in the same epoch they still count.
    const later = answer.epoch === log.epoch ? log.lines.filter((line) => line.seq > newest) : []
    const lines = merged(later, answer.messages)
    return settled({ ...emptyLog(answer.epoch), lines, through: newest, brokenAt: hadSome ? first : 0 })
  }
  return settled({ ...log, lines: merged(log.lines, answer.messages), through: Math.max(log.through, newest, head) })
}

/** A page of older lines. */
export function pagedBack(log: ChannelLog, lines: readonly ChatLine[], before: number): ChannelLog {
  const all = merged(log.lines, lines)
  const through = Math.max(log.through, before - 1)
  const isWhole = lines.length === 0
  const brokenAt = lines.length > 0 ? 0 : log.brokenAt
  return settled({ ...log, lines: all, through, isWhole, brokenAt, most: Math.max(log.most, all.length) })
}

/** Whoever reads the newest again needs no room for old pages. */
export const rested = (log: ChannelLog): ChannelLog => settled({ ...log, most: limits.chatKept })

export function removed(log: ChannelLog, seq: number): ChannelLog {
  const strike = (line: ChatLine): ChatLine => {
    if (line.seq !== seq) return line
    const { about: _, ...rest } = line
    return { ...rest, text: '', isRemoved: true }
  }
  return { ...log, lines: log.lines.map(strike) }
}

/** Whether something said already is not here. A log that nobody asked for misses nothing. */
export const hasGap = (log: ChannelLog, view: Pick<ChannelView, 'epoch' | 'head'>): boolean =>
  log.through > 0 && (view.epoch !== log.epoch || view.head > log.through || (log.lines.at(-1)?.seq ?? 0) > log.through)

/** Messages that the player has not read; own ones, and those of people who are not shown, do not count. */
export function unreadOf(
  view: ChannelView,
  log: ChannelLog | undefined,
  isCounted: (line: ChatLine) => boolean,
): number {
  const behind = view.head - view.read
  if (behind <= 0) return 0
  const quiet =
    log?.lines.filter((line) => line.seq > view.read && line.seq <= view.head && !isCounted(line)).length ?? 0
  return Math.max(0, behind - quiet)
}
