/** One bot's connection under the scale: bytes and frames both ways, and how long orders take to be seen by others. */
import type { Bot } from '../bot/crew.ts'
import { tapSocket } from '../bot/socket-tap.ts'

export interface WireFigures {
  bytesPerSecond: number
  framesPerSecond: number
  patchesPerSecond: number
  inboundBytesPerSecond: number
  ordersPerSecond: number
  actionToCrewMs: number[]
  actionToFleetMs: number[]
}

/** Longer than this an order's effect is not waited for: something else may have hidden it. */
const patienceMs = 2000
const patchFrame = 15

export class Wire {
  private readonly bot: Bot
  private readonly mates: Bot[]
  private readonly others: Bot[]
  private bytes = 0
  private frames = 0
  private patches = 0
  private inbound = 0
  private orders = 0
  private crewMs: number[] = []
  private fleetMs: number[] = []

  constructor(bot: Bot, all: Bot[]) {
    this.bot = bot
    this.mates = all.filter((other) => other.ship === bot.ship && other !== bot)
    this.others = all.filter((other) => other.ship !== bot.ship)
    tapSocket(bot.person.room.connection, {
      received: (payload, bytes) => {
        this.bytes += bytes
        this.frames++
        if (payload[0] === patchFrame) this.patches++
      },
      sent: (bytes) => {
        this.inbound += bytes
      },
    })
  }

  begin(): void {
    Object.assign(this, { bytes: 0, frames: 0, patches: 0, inbound: 0, orders: 0, crewMs: [], fleetMs: [] })
  }

  read(seconds: number): WireFigures {
    return {
      bytesPerSecond: Math.round(this.bytes / seconds),
      framesPerSecond: this.frames / seconds,
      patchesPerSecond: this.patches / seconds,
      inboundBytesPerSecond: Math.round(this.inbound / seconds),
      ordersPerSecond: this.orders / seconds,
      // Copies: the bots play on while other things are measured.
      actionToCrewMs: [...this.crewMs],
      actionToFleetMs: [...this.fleetMs],
    }
  }

  /** An order leaves: waits until a mate sees its effect and, for a new course, until another ship does. */
  ordered(name: string, args: object): void {
    this.orders++
    const mate = this.mates[0]
    const effect = effectOf(name, args)
    if (mate === undefined || effect === undefined) return
    if (!effect(mate)) this.await(mate, effect, this.crewMs)
    if (name !== 'helm.heading') return
    const id = this.bot.person.state.game.ship.id
    const seen = (other: Bot) => [...other.person.state.game.contacts].find((contact) => contact.id === id)
    const watcher = this.others.find((other) => seen(other)?.tier === 'near')
    const before = watcher && seen(watcher)?.heading
    if (watcher === undefined || Math.abs((before ?? 0) - this.bot.person.state.game.ship.heading) > 0.01) return
    this.await(watcher, (other) => Math.abs((seen(other)?.heading ?? 0) - (before ?? 0)) > 0.002, this.fleetMs)
  }

  private await(observer: Bot, effect: (observer: Bot) => boolean, sample: number[]): void {
    const started = performance.now()
    const waiting = waitingFor(observer)
    const check = () => {
      const waited = performance.now() - started
      if (waited < patienceMs && !effect(observer)) return
      waiting.delete(check)
      if (waited < patienceMs) sample.push(waited)
    }
    waiting.add(check)
  }
}

/** Who waits for what an observer will see. */
const waitingByBot = new WeakMap<Bot, Set<() => void>>()

/** One listener asks them all: with one each, the SDK would pass over another whenever one takes itself off. */
function waitingFor(observer: Bot): Set<() => void> {
  const known = waitingByBot.get(observer)
  if (known !== undefined) return known
  const waiting = new Set<() => void>()
  waitingByBot.set(observer, waiting)
  observer.person.room.onStateChange(() => {
    for (const check of waiting) check()
  })
  return waiting
}

/** How a crew member sees that an order took effect; undefined for orders whose effect shows later or not at all. */
function effectOf(name: string, args: object): ((observer: Bot) => boolean) | undefined {
  const given = args as { heading: number; value: number; up: boolean; contact: number; level: string; view: string }
  const near = (one: number, other: number, within: number) => Math.abs(one - other) <= within
  switch (name) {
    case 'helm.heading':
      return ({ person }) => near(person.state.game.ship.headingOrdered, given.heading, 0.001)
    case 'helm.impulse':
      return ({ person }) => near(person.state.game.ship.impulseOrdered, given.value, 0.01)
    case 'weapons.shields':
      return ({ person }) => person.state.game.ship.shieldsUp === given.up
    case 'weapons.target':
      return ({ person }) => person.state.game.ship.target === given.contact
    case 'science.mark':
      return ({ person }) => person.state.game.ship.marked === given.contact
    case 'captain.alert':
      return ({ person }) => person.state.game.ship.alert === given.level
    case 'captain.view':
      return ({ person }) => person.state.game.ship.view === given.view
    default:
      return undefined
  }
}
