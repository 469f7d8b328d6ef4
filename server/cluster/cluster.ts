/** Several processes as one platform: what a process shares through Redis, and what it does about the others' deaths. */
import { type IRoomCache, matchMaker } from '@colyseus/core'
import type { Logger } from 'pino'
import { type Config, ConfigError } from '../config.ts'
import { UnavailableError } from '../http.ts'
import type { BoundedDriver } from './bounded-driver.ts'
import { type Bus, sharedBus } from './bus.ts'
import { type Connections, sharedConnections } from './connections.ts'
import { AddressTakenError, ProcessRegistry } from './process-registry.ts'
import { openRedis, type RedisConnections } from './redis.ts'
import { redisRows, type SessionRows } from './session-rows.ts'

/** Colyseus's channel of changes to listings: 'roomId,1' when one is gone, 'roomId,0' when it is there. */
const lobbyChannel = '$lobby'

export interface Cluster {
  driver: BoundedDriver
  presence: RedisConnections['presence']
  /** Where a room of this name is made. */
  selectProcess(roomName: string): Promise<string>
  sessionStarted(): void
  sessionEnded(): void
  /** False while Redis is away: sessions go on, nobody new comes in. */
  isUp(): boolean
  rows: SessionRows
  connections: Connections
  bus: Bus
  /** Told of processes that have died. */
  onDeath(listener: (process: string) => void): void
  /** For counting: gives up in time. */
  redis: RedisConnections['own']
  /** Enters the registry. Throws `ConfigError` when another process lives at this address. */
  start(): Promise<void>
  /** Leaves the registry: nothing new is placed here, and what is here may be taken over. */
  leave(): Promise<void>
  stop(): void
}

/** Connects to Redis. */
export async function openCluster(
  { config, version, log }: { config: Config; version: string; log: Logger },
  /** The name of the rooms that are placed on the least loaded process, and the schema of their checkpoints. */
  { gameRoom, schema }: { gameRoom: string; schema: string },
): Promise<Cluster> {
  const redis = await openRedis(config.redisUrl, log)
  const { driver, presence } = redis
  let sessions = 0
  const mourners: ((process: string) => void)[] = []
  let registry: ProcessRegistry | undefined

  const announce = (roomId: string, isGone: boolean) => presence.publish(lobbyChannel, `${roomId},${isGone ? 1 : 0}`)

  const hooks = {
    sessions: () => sessions,
    async onForgotten() {
      await matchMaker.stats.persist(true)
      await matchMaker.restoreMissingRoomCaches()
      const own = await driver.query({ processId: matchMaker.processId } as Partial<IRoomCache>)
      await Promise.all(own.map((room) => announce(room.roomId, false)))
    },
    async onDeath(id: string) {
      for (const mourner of mourners) mourner(id)
      const left = await driver.query({ processId: id } as Partial<IRoomCache>)
      for (const { roomId } of left) {
        await driver.remove(roomId)
        await announce(roomId, true)
      }
    },
  }

  const bus = sharedBus(redis.own, redis.subscriber, log)
  const connections = sharedConnections(redis.own, bus)

  return {
    driver,
    connections,
    bus,
    onDeath: (listener) => void mourners.push(listener),
    presence,
    async selectProcess(roomName) {
      if (roomName !== gameRoom) return matchMaker.processId
      const id = await registry?.place().catch(() => undefined)
      if (id === undefined) throw new UnavailableError('every process is full, or Redis is away')
      return id
    },
    sessionStarted() {
      sessions++
    },
    sessionEnded() {
      sessions--
      registry?.sessionEnded()
    },
    isUp: redis.isUp,
    redis: redis.own,
    rows: redisRows(redis.own, { process: () => matchMaker.processId, address: config.publicAddress, schema }, log),
    async start() {
      const self = { id: matchMaker.processId, address: config.publicAddress, version, startedAt: Date.now() }
      registry = new ProcessRegistry(redis.own, self, config.maxSessions, hooks, log)
      try {
        await registry.start()
      } catch (error) {
        if (!(error instanceof AddressTakenError)) throw error
        throw new ConfigError(`PUBLIC_ADDRESS: ${error.message}: give each process an address of its own.`)
      }
    },
    leave: async () => registry?.stop(),
    stop() {
      connections.close()
      redis.close()
    },
  }
}
