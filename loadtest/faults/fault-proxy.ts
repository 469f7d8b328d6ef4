/** A bad network on purpose: a TCP proxy that delays, stalls, narrows, swallows and cuts, by script and seed. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { seedRandom } from '../../simulation/random.ts'
import { type LaneFaults, ProxiedConnection } from './fault-lane.ts'

/** `both` holds for each direction; `up` (client → server) and `down` add to it. */
export interface Faults {
  both?: LaneFaults
  up?: LaneFaults
  down?: LaneFaults
}

/** reset: connections are reset now, new ones as they come. refuse: those that stand go on, nobody listens for new ones.
 *  silent: nothing passes either way, and goes on where it stopped when the cut is over. */
export type CutKind = 'reset' | 'refuse' | 'silent'

export type Step = { atMs: number; faults: Faults } | { atMs: number; cut: { ms: number; kind: CutKind } }

export interface FaultProxyOptions {
  target: { host: string; port: number }
  seed: number
  /** The whole course as data; times count from the start of the proxy. */
  plan?: Step[]
}

export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const proxy = new FaultProxy(options)
  await proxy.listen()
  for (const step of options.plan ?? []) void proxy.follow(step)
  return proxy
}

export class FaultProxy {
  port = 0
  private readonly options: FaultProxyOptions
  private readonly open = new Set<ProxiedConnection>()
  /** By running timer: who waits for it. */
  private readonly timers = new Map<NodeJS.Timeout, () => void>()
  private listener!: Server
  private listening: Promise<unknown> = Promise.resolve()
  private faults: Faults = {}
  private accepted = 0
  /** Cuts of each kind that are under way. */
  private readonly cuts: Record<CutKind, number> = { reset: 0, refuse: 0, silent: 0 }
  private isClosed = false

  constructor(options: FaultProxyOptions) {
    this.options = options
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Connections of which at least one side stands. */
  get connections(): number {
    return this.open.size
  }

  /** Replaces all faults, for connections that stand and for new ones. Bytes already under way keep their times. */
  set(faults: Faults): void {
    this.faults = faults
    this.update()
  }

  /** Resolves when the cut is over. */
  async cut(ms: number, kind: CutKind): Promise<void> {
    this.cuts[kind]++
    if (kind === 'reset') for (const connection of this.open) connection.reset()
    if (kind === 'refuse') this.listener.close()
    this.update()
    await this.wait(ms)
    this.cuts[kind]--
    if (this.isClosed) return
    this.update()
    if (kind === 'refuse' && this.cuts.refuse === 0) await this.listen()
  }

  /** Ends everything; no timer and no socket is left when it resolves. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const [timer, resolve] of this.timers) {
      clearTimeout(timer)
      resolve()
    }
    await this.listening
    const ended = new Promise((resolve) => this.listener.close(resolve))
    await Promise.all([ended, ...[...this.open].map((connection) => connection.destroy())])
  }

  /** Listens on a port of its own, and on the same one again after it refused connections. */
  async listen(): Promise<void> {
    // Half-open sockets are allowed: an end travels through the lane like any byte.
    this.listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client))
    this.listening = once(this.listener.listen(this.port, '127.0.0.1'), 'listening')
    await this.listening
    this.port = (this.listener.address() as AddressInfo).port
  }

  async follow(step: Step): Promise<void> {
    await this.wait(step.atMs)
    if (this.isClosed) return
    if ('faults' in step) this.set(step.faults)
    else await this.cut(step.cut.ms, step.cut.kind)
  }

  private accept(client: Socket): void {
    const { target, seed } = this.options
    // One source of chance a connection, so that one's traffic does not change another's luck.
    const random = seedRandom(seed * 1009 + this.accepted++)
    const connection = new ProxiedConnection(client, target, random, () => this.open.delete(connection))
    this.open.add(connection)
    this.update()
    if (this.cuts.reset > 0) connection.reset()
  }

  private update(): void {
    const { both, up, down } = this.faults
    const lanes = { up: { ...both, ...up }, down: { ...both, ...down } }
    for (const connection of this.open) connection.suffer(lanes, this.cuts.silent > 0)
  }

  /** Resolves after `ms`, or at once when the proxy closes. */
  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        resolve()
      }, ms)
      this.timers.set(timer, resolve)
    })
  }
}
