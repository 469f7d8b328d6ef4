/** One session as the screens see it: the newest state, events and refusals, and the way to send orders. */
import { type Refusal, RefusedError } from '../../schema/errors.ts'
import type { HeardGameEvent } from '../../schema/events/index.ts'
import { type CommandName, commandShapes, type ServerMessages } from '../../schema/messages.ts'
import { line } from '../text/line.ts'
import { describeEvent, refusalText } from '../text/sentences.ts'
import { sessionNews } from '../text/session-news.ts'
import { postName } from '../text/terms.ts'
import { type Admission, api } from './api.ts'
import { createDiagnostics } from './diagnostics.svelte.ts'
import { type GameRoot, openGameRoom } from './game-room.ts'
import { identity } from './identity.svelte.ts'
import { createMotion } from './motion.ts'
import { changeOf } from './own-track.ts'
import { whyNoOrders } from './rights.ts'
import { type ConnectionStatus, createSessionConnection } from './session-connection.ts'
import { createListeners } from './session-listeners.ts'
import { placed, type Snapshot, takeSnapshot } from './snapshot.ts'
import { createSystems } from './systems.ts'
import { createRefusals, createToasts } from './toasts.svelte.ts'
import { createVerifier } from './verifier.ts'
import { watchNetwork } from './watch-network.ts'

/** An event that the radar draws, with the moment it was heard. */
export type HeardEvent = HeardGameEvent & { atMs: number }

type Messages = ServerMessages<HeardGameEvent>

/** Drawn events are over after this long. */
const drawnMs = 2000
/** After the welcome this long passes until the server has told of a longer absence. */
const backMs = 300
/** Readouts follow what is drawn this often. */
const readoutMs = 100

export function createGameSession(sessionId: string, playerId: string) {
  let status = $state.raw<ConnectionStatus>({ kind: 'connecting' })
  let snapshot = $state.raw<Snapshot | undefined>()
  /** As it was heard, with everything where it was last reported. */
  let heardState: Snapshot | undefined
  const toasts = createToasts()
  const { show } = toasts
  const refusals = createRefusals()
  let rttMs = $state(0)
  let serverVersion = $state('')
  let isOffline = $state(!navigator.onLine)
  /** What happened while the line was cut, until it is read. */
  let away = $state.raw<Messages['away'] | undefined>()
  let heard: HeardEvent[] = []
  const { tell, listen } = createListeners()
  const motion = createMotion(() => held.some((seat) => seat.onScreen && seat.id === 'helm'))
  const { clock } = motion
  const systems = createSystems()
  const verifier = createVerifier()
  const diagnostics = createDiagnostics()
  let nextOrder = 1

  const tickNow = () => clock.now(performance.now())
  const poseOf = (id: number) => motion.poseOf(id, performance.now())

  /** Brings what is shown up to this moment. */
  function refresh(): void {
    if (!heardState) return
    const { energy } = heardState.ship
    snapshot = placed(heardState, motion.ownPose(performance.now()), systems.at(tickNow(), clock.hz, energy), poseOf)
  }

  /** What this page holds is not what the server says: it is to get everything once more. */
  function askAnew(): void {
    diagnostics.meter.resynced()
    connection.resync()
  }

  function hear(next: Snapshot): void {
    const nowMs = performance.now()
    const off = motion.hear(next, nowMs, next.session.phase !== 'running' || next.session.pausedAt > 0)
    if (off !== undefined) diagnostics.meter.corrected(off, nowMs)
    diagnostics.meter.clockOffset(clock.errorMs)
    systems.hear(next.ship.systems, next.tick)
    heardState = next
    refresh()
  }

  function event(message: HeardGameEvent): void {
    const now = performance.now()
    heard = [...heard.filter((each) => now - each.atMs < drawnMs), { ...message, atMs: now }]
    tell((listener) => listener.event(message))
    // Whoever sits at comms reads it there.
    if (message.type === 'comms' && held.some((seat) => seat.onScreen && seat.id === 'comms')) return
    const notice = describeEvent(message)
    if (notice) show(notice)
  }

  const hearers: { [Name in keyof Messages]?: (payload: Messages[Name]) => void } = {
    welcome(payload) {
      clock.setRate(payload.tickHz)
      serverVersion = payload.version
    },
    event,
    away(payload) {
      away = payload
    },
    error: (payload) => show(refusalText(payload)),
  }

  async function resume(nonce: string, lost: string | undefined): Promise<Admission> {
    // Another page of this browser has signed out, or in as somebody else: their seats are not this player's.
    if (identity.player?.id !== playerId) throw new RefusedError('not-signed-in')
    diagnostics.needLine()
    return identity.call((token) => api.resume(token, sessionId, nonce, lost))
  }

  /** Who was away for longer gets a card, which says the same. */
  function tellBack(): void {
    const post = held.find((seat) => seat.onScreen)?.id
    if ((away && snapshot?.session.phase === 'running') || status.kind !== 'live') return
    show({ tone: 'ready', title: line.back.title, detail: post ? line.back.post(postName(post)) : line.back.place })
  }

  const connection = createSessionConnection<Admission, GameRoot>(
    {
      resume,
      idOf: (admission) => admission.seat.sessionId,
      open: (admission, listener) => openGameRoom(admission.seat, listener, diagnostics.wire),
      after(ms, action) {
        const timer = setTimeout(action, ms)
        return () => clearTimeout(timer)
      },
      random: Math.random,
      nowMs: () => performance.now(),
      nonce: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
      tick: tickNow,
      heardTick: () => heardState?.tick ?? 0,
    },
    {
      status(next) {
        if (status.kind === 'reconnecting' && next.kind === 'live') setTimeout(tellBack, backMs)
        if (next.kind === 'reconnecting') away = undefined
        status = next
      },
      state(root) {
        const next = takeSnapshot(root)
        if (!next) return
        const isSame = verifier.check(root)
        if (isSame !== undefined) diagnostics.meter.verified(isSame)
        if (isSame === false) askAnew()
        diagnostics.meter.ticked(root.tick, performance.now())
        if (snapshot) for (const notice of sessionNews(snapshot.session, next.session, playerId)) show(notice)
        // Before a flight there is nothing to tell of, and after it the results tell all.
        if (next.session.phase !== 'running') away = undefined
        hear(next)
      },
      message(type, payload) {
        const hearer = hearers[type as keyof Messages] as ((payload: unknown) => void) | undefined
        hearer?.(payload)
      },
      rtt(ms) {
        rttMs = ms
        clock.trip(ms)
      },
    },
  )

  const me = $derived(snapshot?.session.players.find((each) => each.id === playerId))
  const group = $derived(me && !me.isSpectator ? me.group : -1)
  const shownGroup = $derived(snapshot?.session.groups[snapshot.group])
  const held = $derived(
    (group >= 0 ? snapshot?.session.groups[group]?.seats : undefined)?.filter((seat) => seat.holder === playerId) ?? [],
  )
  const noOrders = $derived(snapshot && whyNoOrders(snapshot, me))

  function refused(name: string, refusal: Refusal): void {
    const notice = refusalText(refusal)
    show(notice)
    refusals.keep(name, notice.title)
    tell((listener) => listener.refused())
  }

  /** What the helm orders is seen at once: the own ship's track has it before the server does. */
  async function transmit(name: string, args: unknown): Promise<Refusal | undefined> {
    const change = changeOf(name, args)
    const id = nextOrder++
    if (change) motion.order(id, change, performance.now())
    const refusal = await connection.send(name, args)
    if (change) motion.settle(id, refusal === undefined, performance.now())
    return refusal
  }

  /** Sends a console's order or a command; a refusal is shown, and told to who asked. */
  async function send(name: string, args: unknown): Promise<Refusal | undefined> {
    // What cannot be obeyed now is not sent: after a pause it would come as a surprise.
    const isOrder = !Object.hasOwn(commandShapes, name)
    if (isOrder && !noOrders) tell((listener) => listener.ordered())
    const refusal: Refusal | undefined = isOrder && noOrders ? { code: noOrders } : await transmit(name, args)
    if (refusal) refused(name, refusal)
    return refusal
  }

  const readout = setInterval(() => {
    if (motion.isStill || !heardState) return
    refresh()
    diagnostics.meter.drawnAge(Math.max(0, clock.errorMs))
  }, readoutMs)
  const stopRenewing = identity.onRenewed((token) => connection.renew(token))
  const stopWatching = watchNetwork(() => {
    isOffline = !navigator.onLine
    connection.hurry()
  })

  return {
    id: sessionId,
    playerId,
    connection,
    /** What is measured of the line, what went over it, and under which conditions. */
    diagnostics,
    meter: diagnostics.meter,
    get status() {
      return status
    },
    get snapshot() {
      return snapshot
    },
    get toasts() {
      return toasts.shown
    },
    get refusals() {
      return refusals.last
    },
    get rttMs() {
      return rttMs
    },
    get me() {
      return me
    },
    /** Index of the ship that the player flies, -1 without one. */
    get group() {
      return group
    },
    /** The ship on screen: flown, or only watched. */
    get shownGroup() {
      return shownGroup
    },
    get isSpectator() {
      return me?.isSpectator ?? false
    },
    /** Why the consoles take no orders from this player now, in a sentence. */
    get whyNoOrders() {
      return noOrders && refusalText({ code: noOrders }).title
    },
    get isOffline() {
      return isOffline
    },
    get away() {
      return away
    },
    dismissAway(): void {
      away = undefined
    },
    get serverVersion() {
      return serverVersion
    },
    /** Seats the player holds; the one on screen decides the console. */
    get held() {
      return held
    },
    get hz() {
      return clock.hz
    },
    /** The game's tick at this moment, with a fraction. */
    tickNow,
    /** Where the own ship and a contact are drawn at this moment. */
    ownPose: () => motion.ownPose(performance.now()),
    poseOf,
    /** Events of the last two seconds, for the radar. */
    heard: () => heard,
    listen,
    /** What this page held when it was out of step. */
    mismatches: () => verifier.mismatches,
    askAnew,
    show,
    send,
    command: (name: CommandName, args: unknown) => send(name, args),
    start: (admission?: Admission) => connection.start(admission),
    /** Ends this page's part in the session: for good, or so that the seats are held for a return. */
    dispose(isForGood: boolean): void {
      clearInterval(readout)
      stopRenewing()
      stopWatching()
      if (isForGood) connection.leave()
      else connection.park()
    },
  }
}
export type GameSession = ReturnType<typeof createGameSession>
