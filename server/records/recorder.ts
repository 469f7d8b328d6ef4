/** What is kept of one game: who took part, where, and everything that was ordered, tick by tick. */
import { randomUUID } from 'node:crypto'
import type { GameOutcome, QueuedOrder } from '../session/game-definition.ts'
import type { Session } from '../session/session.ts'

/** Who took part: the group, and the seats held there. */
export interface Participant {
  group: number
  seats: Set<string>
  /** Connections that were lost and came back. */
  reconnects: number
}

/** One order as the log has it: what `step` was given, and when. */
export type LoggedOrder = [tick: number, group: number, name: string, args: unknown]

export interface LogPart {
  game: string
  /** Counts from 0; written again under the same number by whoever takes the session over. */
  part: number
  seed: number
  orders: LoggedOrder[]
}

/** A game under way, as a checkpoint keeps it. */
export interface SavedRecord {
  id: string
  seed: number
  /** Unix time in ms. */
  startedAt: number
  participants: Map<string, Participant>
  part: number
  /** Ordered since the last part. */
  orders: LoggedOrder[]
  loggedAt: number
}

export interface FinishedGame {
  id: string
  session: Pick<Session, 'id' | 'name' | 'settings'>
  outcome: GameOutcome
  groups: { name: string; kind: string }[]
  participants: Map<string, Participant>
  startedAt: number
  endedAt: number
}

/** Where it is kept; takes at once, and writes when it can. */
export interface Records {
  part(part: LogPart): void
  finished(game: FinishedGame): void
}

/** A part is due after so many ms, or so many orders: what a checkpoint carries stays small. */
const partMs = 60_000
const partOrders = 500

export const newRecord = (seed: number, now: number): SavedRecord => {
  return { id: randomUUID(), seed, startedAt: now, participants: new Map(), part: 0, orders: [], loggedAt: now }
}

/** Looks at who sits where: whoever holds a seat takes part. */
export function observe({ participants }: SavedRecord, session: Session): void {
  for (const [group, { seats }] of session.groups.entries()) {
    for (const seat of seats) {
      if (seat.holder === '') continue
      const known = participants.get(seat.holder)
      if (known === undefined) participants.set(seat.holder, { group, seats: new Set([seat.id]), reconnects: 0 })
      else known.seats.add(seat.id)
    }
  }
}

/** A player who was away is back. */
export function countReturn({ participants }: SavedRecord, player: string): void {
  const known = participants.get(player)
  if (known !== undefined) known.reconnects++
}

/** Logs what the step of `tick` is given. */
export function log(record: SavedRecord, tick: number, orders: QueuedOrder[]): void {
  for (const order of orders) record.orders.push([tick, order.group, order.name, order.arguments])
}

/** Hands over the part that is due, if one is; all that is left with `isLast`. */
export function handOver(record: SavedRecord, records: Records, now: number, isLast = false): void {
  const { id, seed, part, orders, loggedAt } = record
  const isDue = orders.length > 0 && (now - loggedAt >= partMs || orders.length >= partOrders)
  if (!isDue && !isLast) return
  records.part({ game: id, seed, part, orders })
  record.part++
  record.orders = []
  record.loggedAt = now
}
