/** Notices between processes: small, typed, delivered to every process that listens, the own one included, or lost. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** What travels, by topic; whoever adds a topic declares it here by merging. */
// biome-ignore lint/suspicious/noEmptyInterface: each topic is declared where it belongs.
export interface Notices {}
export type Topic = keyof Notices

export interface Bus {
  publish<Name extends Topic>(topic: Name, notice: Notices[Name]): void
  /** The answer ends it. */
  subscribe<Name extends Topic>(topic: Name, listener: (notice: Notices[Name]) => void): () => void
  /** Called when notices may have been lost, and come again. */
  onGap(listener: () => void): () => void
}

type Listener = (notice: never) => void

/** Notices within this process alone: none is lost. */
export function localBus(): Bus & { deliver(topic: Topic, notice: unknown): void; broken(): void } {
  const listeners = new Map<string, Set<Listener>>()
  const gaps = new Set<() => void>()
  const deliver = (topic: Topic, notice: unknown) => {
    for (const listener of [...(listeners.get(topic) ?? [])]) listener(notice as never)
  }
  return {
    deliver,
    broken: () => {
      for (const listener of [...gaps]) listener()
    },
    publish: deliver,
    subscribe(topic, listener) {
      const all = listeners.get(topic) ?? new Set()
      listeners.set(topic, all.add(listener as Listener))
      return () => void all.delete(listener as Listener)
    },
    onGap(listener) {
      gaps.add(listener)
      return () => void gaps.delete(listener)
    },
  }
}

const channel = 'flotilla:notices'

/** Notices to all processes on one Redis. The own process hears its notices at once, and without Redis too. */
export function sharedBus(redis: Redis, subscriber: Redis, log: Logger): Bus {
  const local = localBus()
  const self = randomUUID()
  let isFirst = subscriber.status !== 'ready'
  subscriber.subscribe(channel).catch((error) => log.debug({ error }, 'no notices yet'))
  subscriber.on('message', (from, text) => {
    if (from !== channel) return
    const [sender, topic, notice] = JSON.parse(text) as [string, Topic, unknown]
    if (sender !== self) local.deliver(topic, notice)
  })
  // The subscriptions stand again by themselves; what was said meanwhile is gone.
  subscriber.on('ready', () => {
    if (!isFirst) local.broken()
    isFirst = false
  })
  return {
    ...local,
    publish(topic, notice) {
      local.deliver(topic, notice as never)
      redis
        .publish(channel, JSON.stringify([self, topic, notice]))
        .catch((error) => log.debug({ error, topic }, 'a notice was lost'))
    },
  }
}
