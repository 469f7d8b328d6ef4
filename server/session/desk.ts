/** The desk where a player's messages arrive: rate ► envelope ► repeats ► shape ► phase and seat. What passes is obeyed or queued. */
import { channel } from 'node:diagnostics_channel'
import type { z } from 'zod'
import { type Refusal, RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { type CommandName, commandShapes, type Envelope, envelopeShape } from '../../schema/messages.ts'
import { describeIssue } from '../http.ts'
import { openMessageRates } from '../message-rates.ts'
import { type CommandContext, commands } from './commands.ts'
import type { GameDefinition, GameOrder, QueuedOrder } from './game-definition.ts'
import { fillRoles } from './roles.ts'
import { heldSeat } from './seats.ts'
import { findPlayer, type Player, type Seat, type Session } from './session.ts'

/** An order that passed every check and waits for the next step. */
export interface WaitingOrder {
  player: string
  sequence: number
  /** Tick, with a fraction, at which it was given. */
  at: number
  order: QueuedOrder
}

export interface Answer {
  sequence: number
  error?: Refusal
}

/** Says that a message of a player has had its effect, for whoever measures; costs nothing while nobody listens. */
const obeyed = channel('flotilla:obeyed')
/** Messages a second of kinds that no catalogue holds. */
const unknownRate = 2
/** Messages over the rate, within one burst, that are still answered. */
const answeredExcess = 20

/** Results by sequence of one player, the last few: a repeated message is answered with its first result. */
interface Memory {
  last: number
  results: Map<number, Refusal | 'waiting' | undefined>
}

export interface Desk {
  /** Takes one message. The answer comes at once, or through `settle` once the step has obeyed it; undefined sends none. */
  receive(player: Player, name: string, payload: unknown): Answer | { error: Refusal } | undefined
  /** Hands out the orders that wait, in the order in which they were given, and empties the queue. */
  drain(): WaitingOrder[]
  /** Remembers what became of a drained order. */
  settle(waiting: WaitingOrder, error: Refusal | undefined): Answer
  /** The highest sequence seen of a player, 0 at first. */
  lastSequence(player: string): number
  forget(player: string): void
  /** What was answered and what waits, for a checkpoint. */
  save(): SavedDesk
}

export interface SavedDesk {
  /** By player id. */
  memories: Map<string, Memory>
  queue: WaitingOrder[]
}

export function openDesk(definition: GameDefinition, context: CommandContext, saved?: SavedDesk): Desk {
  const { session } = context
  const memories = saved?.memories ?? new Map<string, Memory>()
  const rates = openMessageRates()
  let queue: WaitingOrder[] = saved?.queue ?? []

  const rateOf = (name: string) => commands[name as CommandName]?.rate ?? definition.orders[name]?.rate ?? unknownRate

  const overRate = (player: string, name: string): number => {
    const known = Object.hasOwn(commandShapes, name) || Object.hasOwn(definition.orders, name)
    const key = known ? name : ''
    return rates(player, key, rateOf(key))
  }

  const memoryOf = (player: string): Memory => {
    const memory = memories.get(player) ?? { last: 0, results: new Map() }
    memories.set(player, memory)
    return memory
  }

  const remember = (player: string, sequence: number, result: Refusal | 'waiting' | undefined) => {
    const memory = memoryOf(player)
    memory.last = Math.max(memory.last, sequence)
    if (result === undefined && obeyed.hasSubscribers) obeyed.publish(`${player} ${sequence}`)
    memory.results.set(sequence, result)
    if (memory.results.size > limits.rememberedOrders) {
      const oldest = memory.results.keys().next().value
      if (oldest !== undefined) memory.results.delete(oldest)
    }
  }

  /** Obeys a command or queues an order. Returns true when the answer waits for the step. */
  const obey = (player: Player, name: string, envelope: Envelope): boolean => {
    if (Object.hasOwn(commandShapes, name)) {
      const command = name as CommandName
      const args = checkShape(commandShapes[command], envelope.arguments ?? {})
      commands[command].obey(context, player, args as never)
      fillRoles(session)
      return false
    }
    if (player.isSpectator) throw new RefusedError('spectators-watch')
    const definitionOfOrder = Object.hasOwn(definition.orders, name) ? definition.orders[name] : undefined
    if (definitionOfOrder === undefined) throw new RefusedError('unknown-message')
    const args = checkShape(definitionOfOrder.shape, envelope.arguments ?? {})
    if (session.phase !== 'running') throw new RefusedError('wrong-phase')
    if (session.pausedAt !== undefined) throw new RefusedError('paused')
    const seat = authority(session, player, definitionOfOrder)
    if (queue.length >= limits.queuedOrders) throw new RefusedError('queue-full')
    // An order from its holder takes the console over from the autopilot.
    if (seat !== undefined) seat.manual = true
    queue.push({
      player: player.id,
      sequence: envelope.sequence,
      at: givenAt(envelope.at, context),
      order: {
        group: player.group,
        name,
        arguments: args,
        isChecked: true,
        ...(definitionOfOrder.isPersonal ? { by: player.id } : {}),
      },
    })
    return true
  }

  return {
    receive(player, name, payload) {
      const over = overRate(player.id, name)
      const envelope = envelopeShape.safeParse(payload)
      // An impatient hand gets its answer; far over the rate even that would be a gift to whoever floods.
      if (over > answeredExcess) return undefined
      if (!envelope.success) return { error: { code: 'bad-shape', detail: describeIssue(envelope.error) } }
      const { sequence } = envelope.data
      if (over > 0) return { sequence, error: { code: 'too-fast' } }
      const memory = memoryOf(player.id)
      if (memory.results.has(sequence)) {
        const first = memory.results.get(sequence)
        return first === 'waiting' ? undefined : answer(sequence, first)
      }
      if (sequence <= memory.last - limits.rememberedOrders) {
        return { sequence, error: { code: 'bad-shape', detail: 'This order is too old.' } }
      }
      try {
        const waits = obey(player, name, envelope.data)
        remember(player.id, sequence, waits ? 'waiting' : undefined)
        return waits ? undefined : { sequence }
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        const refusal = { code: error.code, ...(error.detail ? { detail: error.detail } : {}) }
        remember(player.id, sequence, refusal)
        return { sequence, error: refusal }
      }
    },
    drain() {
      // Of two given at once the smaller sequence comes first; sorting keeps the rest as they came.
      const drained = queue.sort((one, other) => one.at - other.at || one.sequence - other.sequence)
      queue = []
      return drained
    },
    settle(waiting, error) {
      remember(waiting.player, waiting.sequence, error)
      return answer(waiting.sequence, error)
    },
    lastSequence: (player) => memories.get(player)?.last ?? 0,
    forget: (player) => memories.delete(player),
    save: () => ({ memories, queue }),
  }
}

/** When an order was given: as its page says, but never in the future, and not long ago. */
function givenAt(claimed: number | undefined, { tick, tickHz }: CommandContext): number {
  const now = tick()
  return claimed === undefined ? now : Math.min(now, Math.max(now - (limits.orderAgeMs / 1000) * tickHz, claimed))
}

const answer = (sequence: number, error: Refusal | undefined): Answer => (error ? { sequence, error } : { sequence })

/** By what right a player gives an order: the seat they give it from, or undefined when it is their role as captain. */
function authority(session: Session, player: Player, order: GameOrder): Seat | undefined {
  if (!order.isCaptains) return heldSeat(session, player, order.seat)
  const captain = findPlayer(session, session.groups[player.group]?.captain ?? '')
  if (captain === player) return undefined
  if (captain?.connected) throw new RefusedError('captain-only')
  return heldSeat(session, player, order.seat)
}

function checkShape<Shape extends z.ZodType>(shape: Shape, args: unknown): z.output<Shape> {
  const result = shape.safeParse(args)
  if (result.success) return result.data
  throw new RefusedError('bad-shape', describeIssue(result.error))
}
