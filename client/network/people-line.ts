/** A player's line for life: it comes back by itself for as long as the page stands, and pairs requests with their answers. */
import { closeCodes } from '../../schema/close-codes.ts'
import { type ErrorCode, type Refusal, RefusedError } from '../../schema/errors.ts'
import type { PeopleAnswers, PeopleMessages, PeopleRequest } from '../../schema/people.ts'

export type LineStatus = 'connecting' | 'live' | 'away' | 'signed-out'

/** An open socket to the room of people. */
export interface PeopleLink {
  send(type: PeopleRequest, envelope: { request: number; arguments: unknown }): void
  /** Shows the renewed token that the socket lives by from now on. */
  renew(token: string): void
  ping(answered: () => void): void
  close(): void
}

export interface PeopleLinkListener {
  message(type: string, payload: unknown): void
  closed(code: number): void
}

/** All that the line needs of the world outside, so that tests can play it. */
export interface LinePorts<Seat> {
  /** Asks for a seat; rejects with a `RefusedError` when the server says no, with anything else when it is not reached. */
  seat(): Promise<Seat>
  open(seat: Seat, listener: PeopleLinkListener): Promise<PeopleLink>
  /** Runs `action` after `ms`; the answer cancels it. */
  after(ms: number, action: () => void): () => void
  /** [0, 1) */
  random(): number
  nowMs(): number
}

export interface LineListener {
  status(status: LineStatus): void
  message(type: string, payload: unknown): void
}

/** Without a refusal nobody answered: the line broke, or time ran out. */
export type Outcome<Name extends PeopleRequest> =
  | { ok: true; answer: PeopleAnswers[Name] }
  | { ok: false; refusal?: Refusal }

/** Waits are drawn from U(0, span), so that all pages that lost a server do not return as one. */
const spanMs = { first: 400, most: 5000 }
/** One try of a seat and its socket. */
const tryMs = 8000
const answerMs = 8000
const beatMs = 3000
/** Silence after which the socket counts as dead, though nobody has closed it. */
const silenceMs = 8000
/** Silence after somebody had reason to ask. */
const probeMs = 1500
/** Refusals that only another sign-in changes. */
const final = new Set<ErrorCode>(['not-signed-in', 'signed-out'])

interface Waiting {
  settle(outcome: { ok: boolean; answer?: unknown; refusal?: Refusal }): void
  cancel(): void
}

export function openPeopleLine<Seat>(ports: LinePorts<Seat>, listener: LineListener) {
  let status: LineStatus = 'connecting'
  let link: PeopleLink | undefined
  /** Grows with every try, so that a late answer to an old one is told apart. */
  let generation = 0
  let isWelcome = false
  /** Messages that came before the promise of the open socket. */
  let early: [type: string, payload: unknown][] = []
  let tries = 0
  let heardAtMs = 0
  let nextRequest = 1
  let isWaiting = false
  let cancelWait = () => {}
  let cancelBeat = () => {}
  const waiting = new Map<number, Waiting>()

  function become(next: LineStatus): void {
    if (next === status) return
    status = next
    listener.status(next)
  }

  function stop(): void {
    generation++
    isWaiting = false
    isWelcome = false
    early = []
    cancelWait()
    cancelBeat()
    const old = link
    link = undefined
    old?.close()
    for (const [request, each] of [...waiting]) {
      waiting.delete(request)
      each.cancel()
      each.settle({ ok: false })
    }
  }

  function answered({ request, error, answer }: PeopleMessages['reply']): void {
    const asked = waiting.get(request)
    if (!asked) return
    waiting.delete(request)
    asked.cancel()
    asked.settle(error ? { ok: false, refusal: error } : { ok: true, answer })
  }

  function take(type: string, payload: unknown): void {
    heardAtMs = ports.nowMs()
    if (type === 'reply') {
      answered(payload as PeopleMessages['reply'])
      return
    }
    if (type === 'welcome') {
      isWelcome = true
      tries = 0
    }
    listener.message(type, payload)
    // What the welcome says comes before anybody goes on with it.
    if (type === 'welcome') become('live')
  }

  function listen(mine: number): PeopleLinkListener {
    return {
      message(type, payload) {
        if (mine !== generation) return
        if (link) take(type, payload)
        else early.push([type, payload])
      },
      closed(code) {
        if (mine === generation) dropped(code)
      },
    }
  }

  function dropped(code: number): void {
    link = undefined
    if (code === closeCodes.signedOut) end()
    else if (code === closeCodes.elsewhere) rest()
    else comeBack(code === closeCodes.expired)
  }

  function end(): void {
    stop()
    become('signed-out')
  }

  /** The player has too many pages open: this one comes back once somebody looks at it, or they would throw each other out
   *  without end. */
  function rest(): void {
    stop()
    become('away')
    isWaiting = true
  }

  function beat(): void {
    cancelBeat = ports.after(beatMs, beat)
    if (ports.nowMs() - heardAtMs > silenceMs) comeBack()
    else ping()
  }

  function ping(): void {
    const mine = generation
    link?.ping(() => {
      if (mine === generation) heardAtMs = ports.nowMs()
    })
  }

  async function attempt(): Promise<void> {
    stop()
    const mine = generation
    cancelWait = ports.after(tryMs, () => comeBack())
    try {
      const seat = await ports.seat()
      if (mine !== generation) return
      const opened = await ports.open(seat, listen(mine))
      if (mine !== generation) {
        opened.close()
        return
      }
      cancelWait()
      link = opened
      heardAtMs = ports.nowMs()
      cancelBeat = ports.after(beatMs, beat)
      const waited = early
      early = []
      for (const [type, payload] of waited) take(type, payload)
    } catch (error) {
      if (mine !== generation) return
      if (error instanceof RefusedError && final.has(error.code)) end()
      else comeBack()
    }
  }

  function comeBack(isAtOnce = false): void {
    stop()
    become('away')
    const span = Math.min(spanMs.first * 2 ** tries, spanMs.most)
    tries++
    isWaiting = true
    cancelWait = ports.after(isAtOnce ? 0 : ports.random() * span, () => void attempt())
  }

  return {
    get status() {
      return status
    },
    /** Questions are answered: also while the welcome is still being read. */
    get isOpen() {
      return link !== undefined && isWelcome
    },
    start: () => void attempt(),
    /** Asks the server; never rejects. */
    ask<Name extends PeopleRequest>(name: Name, args: unknown): Promise<Outcome<Name>> {
      if (!link || !isWelcome) return Promise.resolve({ ok: false })
      const request = nextRequest++
      return new Promise((settle) => {
        const cancel = ports.after(answerMs, () => {
          waiting.delete(request)
          settle({ ok: false })
        })
        waiting.set(request, { settle: (outcome) => settle(outcome as Outcome<Name>), cancel })
        link?.send(name, { request, arguments: args })
      })
    },
    renew(token: string): void {
      if (status === 'signed-out') {
        status = 'away'
        void attempt()
      } else link?.renew(token)
    },
    /** The network changed, or the page woke up: do not wait for the next try, and do not trust a quiet socket. */
    hurry(): void {
      if (isWaiting) void attempt()
      else if (status === 'live') {
        const [mine, askedAtMs] = [generation, ports.nowMs()]
        ping()
        ports.after(probeMs, () => {
          if (mine === generation && heardAtMs < askedAtMs) comeBack()
        })
      }
    },
    /** Cuts the socket without a word, as a broken network would; for tests. */
    drop: () => comeBack(),
    close: stop,
  }
}
