/** One player's line to one session: it keeps orders until they are answered, and comes back by itself. */

import { closeCodes } from '../../schema/close-codes.ts'
import { type ErrorCode, type Refusal, RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { Envelope, ServerMessages } from '../../schema/messages.ts'

export type ConnectionStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** `code` closed the line at `atMs`; 0 when the page noticed by itself. */
  | { kind: 'reconnecting'; attempt: number; atMs: number; code: number }
  | { kind: 'elsewhere' }
  | { kind: 'ended'; reason: ErrorCode | 'left' }

/** An open socket to the session's room. */
export interface Link {
  send(type: string, envelope: Envelope): void
  /** Shows the renewed token that the socket lives by from now on. */
  renew(token: string): void
  /** Tells the server up to which tick this page has read. */
  echo(tick: number): void
  /** Asks for the whole state. */
  resync(): void
  /** Calls back with the round trip in ms. */
  ping(answered: (rttMs: number) => void): void
  close(isConsented: boolean): void
}

export interface LinkListener<State> {
  message(type: string, payload: unknown): void
  state(state: State): void
  closed(code: number): void
}

/** All that the connection needs of the world outside, so that tests can play it. */
export interface ConnectionPorts<Seat, State> {
  /** Asks for a new seat; rejects with a `RefusedError` when the server says no, with anything else when it cannot be reached. */
  resume(nonce: string, lost: string | undefined): Promise<Seat>
  idOf(seat: Seat): string
  open(seat: Seat, listener: LinkListener<State>): Promise<Link>
  /** Runs `action` after `ms`; the answer cancels it. */
  after(ms: number, action: () => void): () => void
  /** [0, 1) */
  random(): number
  nowMs(): number
  nonce(): string
  /** The game's tick at this moment, with a fraction; and the last one that was heard. */
  tick(): number
  heardTick(): number
}

export interface ConnectionListener<State> {
  status(status: ConnectionStatus): void
  state(state: State): void
  message(type: string, payload: unknown): void
  rtt(ms: number): void
}

/** Closes after which the page does not come back by itself, and what it says instead. */
const endings: Record<number, ErrorCode | 'left'> = {
  [closeCodes.left]: 'left',
  [closeCodes.closed]: 'session-closed',
  [closeCodes.kicked]: 'kicked',
  [closeCodes.signedOut]: 'signed-out',
}
/** Waits are drawn from U(0, span), so that a crowd that lost one server does not return as one. While the seats are held
 *  the span stays short; then it doubles up to 5 s. */
const spanMs = { held: 400, most: 5000 }
const heldMs = limits.holdSeconds * 1000
/** One try of a seat, and then of its socket: a try that vanishes into a dead network costs no more than a second, and a server that
 *  a thousand come back to at once is given longer by those who have tried before. */
const tryMs = { first: 1000, more: 250, most: 5000 }
const beatMs = 1000
/** Ticks after which a page says how far it has read: about a second. */
const echoTicks = 20
/** Silence after which the socket counts as dead, though nobody has closed it. */
const silenceMs = 4000
/** Silence after somebody had reason to ask: the page woke up, or the network changed. */
const probeMs = 1000
/** Orders kept while they wait for an answer; more are refused here. */
const mostUnanswered = 128
/** Orders kept after their answer: a session that another process goes on with stands as it was up to two seconds before. */
const answeredKeptMs = 5000
/** Refusals that no further try can change. */
const final = new Set<ErrorCode>(['not-aboard', 'session-gone', 'session-closed', 'not-signed-in', 'unknown-route'])

interface Unanswered {
  type: string
  /** 0 until `welcome` has told where to go on. */
  sequence: number
  /** Tick at which it was given. */
  at: number
  arguments: unknown
  settle(refusal: Refusal | undefined): void
}

interface Answered {
  order: Unanswered
  atMs: number
}

export function createSessionConnection<Seat, State>(
  ports: ConnectionPorts<Seat, State>,
  listener: ConnectionListener<State>,
) {
  let status: ConnectionStatus = { kind: 'connecting' }
  let link: Link | undefined
  /** Grows with every try, so that a late answer to an old one is told apart. */
  let generation = 0
  let isWelcome = false
  let nextSequence = 1
  let unanswered: Unanswered[] = []
  let answeredLately: Answered[] = []
  let heardAtMs = 0
  let echoed = 0
  /** When and by which code the line was lost; undefined while it stands. */
  let lost: { atMs: number; code: number } | undefined
  let cancelWait = () => {}
  let cancelBeat = () => {}
  /** One nonce until a seat arrives: a repeated question must not book a second seat. */
  let nonce = ''
  /** The seat that this page was given last: it comes back by itself only while nobody went on elsewhere after it. */
  let lastSeat: string | undefined

  function become(next: ConnectionStatus): void {
    status = next
    listener.status(next)
  }

  function stop(): void {
    generation++
    cancelWait()
    cancelBeat()
    const old = link
    link = undefined
    isWelcome = false
    old?.close(false)
  }

  function end(reason: ErrorCode | 'left'): void {
    stop()
    const left = unanswered
    unanswered = []
    become({ kind: 'ended', reason })
    for (const order of left) order.settle({ code: reason === 'left' ? 'not-aboard' : reason })
  }

  function transmit(order: Unanswered): void {
    link?.send(order.type, { sequence: order.sequence, at: order.at, arguments: order.arguments })
  }

  function welcome(message: ServerMessages['welcome']): void {
    nextSequence = Math.max(nextSequence, message.lastSequence + 1)
    for (const order of unanswered) {
      if (order.sequence === 0) order.sequence = nextSequence++
    }
    isWelcome = true
    lost = undefined
    become({ kind: 'live' })
    // What the session has forgotten was answered once: whoever waited for it waits no more, but it must happen.
    const forgotten = answeredLately.map(({ order }) => order).filter((order) => order.sequence > message.lastSequence)
    for (const order of [...forgotten, ...unanswered].sort((a, b) => a.sequence - b.sequence)) transmit(order)
  }

  function answered(reply: ServerMessages['reply']): void {
    const order = unanswered.find((each) => each.sequence === reply.sequence)
    if (!order) return
    unanswered = unanswered.filter((each) => each !== order)
    const now = ports.nowMs()
    answeredLately = answeredLately.filter(({ atMs }) => now - atMs < answeredKeptMs)
    if (reply.error === undefined) answeredLately.push({ order, atMs: now })
    order.settle(reply.error)
  }

  function dropped(code: number): void {
    link = undefined
    if (code === closeCodes.elsewhere) {
      stop()
      become({ kind: 'elsewhere' })
      return
    }
    const ending = endings[code]
    if (ending === undefined) comeBack(0, code)
    else end(ending)
  }

  function listen(mine: number): LinkListener<State> {
    const current = () => mine === generation
    return {
      message(type, payload) {
        if (!current()) return
        heardAtMs = ports.nowMs()
        if (type === 'welcome') welcome(payload as ServerMessages['welcome'])
        if (type === 'reply') answered(payload as ServerMessages['reply'])
        listener.message(type, payload)
      },
      state(state) {
        if (!current()) return
        heardAtMs = ports.nowMs()
        listener.state(state)
        echo(echoTicks)
      },
      closed(code) {
        if (current()) dropped(code)
      },
    }
  }

  function beat(): void {
    cancelBeat = ports.after(beatMs, beat)
    if (ports.nowMs() - heardAtMs > silenceMs) {
      comeBack(0)
      return
    }
    ping()
    echo(1)
  }

  /** Tells how far this page has read, when that is `least` ticks further. With each state, for a page in the background may wait
   *  a minute for its timers; and with each beat, for the last state may be no such step. */
  function echo(least: number): void {
    const heard = ports.heardTick()
    if (heard >= echoed && heard - echoed < least) return
    echoed = heard
    link?.echo(heard)
  }

  function ping(): void {
    const mine = generation
    link?.ping((rttMs) => {
      if (mine !== generation) return
      heardAtMs = ports.nowMs()
      listener.rtt(rttMs)
    })
  }

  /** A socket that a sleep or another network has left dead says nothing of it: it must answer soon. */
  function probe(): void {
    const [mine, askedAtMs] = [generation, ports.nowMs()]
    ping()
    ports.after(probeMs, () => {
      if (mine === generation && heardAtMs < askedAtMs) comeBack(0)
    })
  }

  async function attempt(seat: Seat | undefined, count: number): Promise<void> {
    stop()
    const mine = generation
    // The question and the socket have the same time each: a seat in hand is not thrown away for a slow question.
    const waitMs = Math.min(tryMs.first + tryMs.more * count, tryMs.most)
    cancelWait = ports.after(waitMs, () => comeBack(count + 1))
    try {
      nonce ||= ports.nonce()
      const reserved = seat ?? (await ports.resume(nonce, lastSeat))
      if (mine !== generation) return
      lastSeat = ports.idOf(reserved)
      nonce = ''
      cancelWait()
      cancelWait = ports.after(waitMs, () => comeBack(count + 1))
      const opened = await ports.open(reserved, listen(mine))
      if (mine !== generation) {
        opened.close(false)
        return
      }
      cancelWait()
      link = opened
      heardAtMs = ports.nowMs()
      cancelBeat = ports.after(beatMs, beat)
      // A welcome may have been quicker than the promise of the open socket.
      if (isWelcome) for (const order of unanswered) transmit(order)
    } catch (error) {
      if (mine !== generation) return
      if (error instanceof RefusedError && error.code === 'elsewhere') {
        stop()
        become({ kind: 'elsewhere' })
      } else if (error instanceof RefusedError && final.has(error.code)) end(error.code)
      else comeBack(count + 1)
    }
  }

  /** Try number `count` after a loss; the first one goes out at once. */
  function comeBack(count: number, code = 0): void {
    stop()
    lost ??= { atMs: ports.nowMs(), code }
    become({ kind: 'reconnecting', attempt: count, ...lost })
    const overMs = Math.max(0, ports.nowMs() - lost.atMs - heldMs)
    const span = count === 0 ? 0 : Math.min(spanMs.held * 2 ** (overMs / spanMs.most), spanMs.most)
    cancelWait = ports.after(ports.random() * span, () => attempt(undefined, count))
  }

  return {
    get status() {
      return status
    },
    /** Opens the line, with a seat at hand or by asking for one; also anew after it has ended. */
    start(seat?: Seat): void {
      lost = undefined
      become({ kind: 'connecting' })
      void attempt(seat, 0)
    },
    /** Sends a command or an order. Answers with the refusal, or with undefined when it was obeyed. */
    send(type: string, args: unknown): Promise<Refusal | undefined> {
      if (status.kind === 'ended' || status.kind === 'elsewhere') return Promise.resolve({ code: 'not-aboard' })
      if (unanswered.length >= mostUnanswered) return Promise.resolve({ code: 'queue-full' })
      return new Promise((settle) => {
        // A hundredth of a tick is fine enough to tell who was first.
        const at = Math.round(ports.tick() * 100) / 100
        const order = { type, sequence: isWelcome ? nextSequence++ : 0, at, arguments: args, settle }
        unanswered.push(order)
        if (isWelcome) transmit(order)
      })
    },
    renew(token: string): void {
      link?.renew(token)
    },
    /** What this page holds is not what it should be. */
    resync(): void {
      link?.resync()
    },
    /** The network changed, or the page woke up: do not wait for the next try, nor for one that went into the network before, and
     *  do not trust a quiet socket. Tries without a network say nothing of a server that needs longer: they are not counted. */
    hurry(): void {
      if (status.kind === 'reconnecting' && link === undefined) void attempt(undefined, 0)
      else if (status.kind === 'live') probe()
    },
    /** Takes the session back from where else it was opened. */
    takeBack(): void {
      if (status.kind !== 'elsewhere') return
      lastSeat = undefined
      comeBack(0, closeCodes.elsewhere)
    },
    /** Cuts the socket without a word, as a broken network would; for tests. */
    drop(): void {
      if (link) comeBack(0)
    },
    /** Lets go of the socket without giving up the seats: the server holds them for a while. */
    park(): void {
      stop()
    },
    leave(): void {
      const old = link
      link = undefined
      old?.close(true)
      end('left')
    },
  }
}
