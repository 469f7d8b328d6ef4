/** A bad network on purpose: a TCP proxy that delays, stalls, narrows, swallows and cuts, by script and seed. */
import { createServer, type Server } from 'node:net'
import { seedRandom } from '../simulation/random.ts'
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

export interface FaultProxy {
  readonly port: number
  readonly url: string
  /** Connections of which at least one side stands. */
  readonly connections: number
  /** Replaces all faults, for connections that stand and for new ones. Bytes already under way keep their times. */
  set(faults: Faults): void
  /** Resolves when the cut is over. */
  cut(ms: number, kind: CutKind): Promise<void>
  /** Ends everything; no timer and no socket is left when it resolves. */
  close(): Promise<void>
}

export async function startFaultProxy({ target, seed, plan = [] }: FaultProxyOptions): Promise<FaultProxy> {
  const connections = new Set<ProxiedConnection>()
  const timers = new Map<NodeJS.Timeout, () => void>()
  let faults: Faults = {}
  let count = 0
  let resets = 0
  let silences = 0
  let refusals = 0
  let isClosed = false

  const lanes = () => ({ up: { ...faults.both, ...faults.up }, down: { ...faults.both, ...faults.down } })
  const update = () => {
    for (const connection of connections) connection.suffer(lanes(), silences > 0)
  }

  // Half-open sockets are allowed: an end travels through the lane like any byte.
  const accept = () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      // One source of chance a connection, so that one's traffic does not change another's luck.
      const random = seedRandom(seed * 1009 + count++)
      const connection = new ProxiedConnection(client, target, random, () => connections.delete(connection))
      connections.add(connection)
      connection.suffer(lanes(), silences > 0)
      if (resets > 0) connection.reset()
    })
  let listener = accept()
  const port = await listen(listener, 0)
  let reopened: Promise<unknown> = Promise.resolve()

  /** Resolves after `ms`, or at once when the proxy closes. */
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        resolve()
      }, ms)
      timers.set(timer, resolve)
    })

  const cuts: Record<CutKind, (ms: number) => Promise<void>> = {
    async reset(ms) {
      resets++
      for (const connection of connections) connection.reset()
      await wait(ms)
      resets--
    },
    async refuse(ms) {
      if (refusals++ === 0) listener.close()
      await wait(ms)
      if (--refusals > 0 || isClosed) return
      listener = accept()
      reopened = listen(listener, port)
      await reopened
    },
    async silent(ms) {
      silences++
      update()
      await wait(ms)
      silences--
      update()
    },
  }

  const proxy: FaultProxy = {
    port,
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections.size
    },
    set(next) {
      faults = next
      update()
    },
    cut: (ms, kind) => cuts[kind](ms),
    async close() {
      isClosed = true
      for (const [timer, resolve] of timers) {
        clearTimeout(timer)
        resolve()
      }
      await reopened
      const ended = new Promise((resolve) => listener.close(resolve))
      await Promise.all([ended, ...[...connections].map((connection) => connection.destroy())])
    },
  }
  for (const step of plan) {
    void wait(step.atMs).then(() => {
      if (isClosed) return
      if ('faults' in step) proxy.set(step.faults)
      else void proxy.cut(step.cut.ms, step.cut.kind)
    })
  }
  return proxy
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}
