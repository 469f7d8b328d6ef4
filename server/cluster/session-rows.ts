/** One row a session in Redis: who owns it, under which token, until when, and its last checkpoint. Lock, lease, fence and directory at once. */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { processKey } from './process-registry.ts'
import { bornScript, findScript, keepScript, releaseScript, takeScript } from './session-scripts.ts'

/** A session as it stood, for whoever goes on with it. */
export interface Kept {
  /** Ticks of its rooms so far: grows over pauses, new games and new owners. */
  age: number
  bytes: Uint8Array
}

/** What a room holds of its session; on one process alone it is never lost. */
export interface Lease {
  /** Differs for every owner of a session, so that a stale one's farewell cannot touch its successor's listing. */
  readonly roomId: string
  /** Asks at once: false only when another owner has the session now. Redis away is no loss: nobody else can take it then. */
  isHeld(): Promise<boolean>
  /** Keeps a checkpoint; false when another owner has the session now, and then nothing was written. */
  keep(checkpoint: Kept): Promise<boolean>
  /** The session is over: nobody shall find it any more. */
  release(): void
  /** Lets go of a session that others shall go on with. */
  leave(): void
}

export interface SessionRows {
  /** Whether checkpoints are kept anywhere. */
  readonly keeps: boolean
  /** Claims a new session. Rejects when somebody owns it. `onLost` is called once, when another owner has taken it. */
  claim(session: string, onLost: () => void): Promise<Lease>
  /** Where a session is, undefined when none is known. */
  find(session: string): Promise<Place | undefined>
  /** Takes a session over from a dead owner; undefined when it lives after all, another was first, or nothing readable was kept. */
  take(session: string, onLost: () => void): Promise<{ lease: Lease; kept: Kept } | undefined>
}

export interface Place {
  roomId: string
  /** Its owner is dead: it can be taken. */
  isOrphan: boolean
}

const leaseMs = 2500
const renewMs = 500
/** A row that nobody renews goes after a day. */
const rowSeconds = 86_400
const keysOf = (session: string) => [`flotilla:session:${session}`, `flotilla:checkpoint:${session}`] as const
const roomIdOf = (session: string, token: string) => `${session}_${token}`

/** Rows in Redis for sessions of `process`, whose players come to `address` and whose checkpoints have `schema`. */
export function redisRows(
  redis: Redis,
  self: { process(): string; address: string; schema: string },
  log: Logger,
): SessionRows {
  const owner = () => [self.process(), self.address, leaseMs, rowSeconds] as const

  const hold = (session: string, token: string, onLost: () => void): Lease => {
    const ask = async (...checkpoint: (string | number | Buffer)[]): Promise<boolean | undefined> => {
      try {
        return (await redis.eval(keepScript, 2, ...keysOf(session), ...owner(), token, ...checkpoint)) === 1
      } catch (error) {
        log.debug({ error, session }, 'a lease could not be renewed; nobody can take it either')
        return undefined
      }
    }
    const write = async (...checkpoint: (string | number | Buffer)[]) => (await ask(...checkpoint)) ?? true
    const timer = setInterval(async () => {
      if (await write()) return
      clearInterval(timer)
      onLost()
    }, renewMs)
    return {
      roomId: roomIdOf(session, token),
      async isHeld() {
        // A process that has just woken finds its answers late: asked again, they come.
        for (let tries = 1; tries < 4; tries++) {
          const isHeld = await ask()
          if (isHeld !== undefined) return isHeld
        }
        return true
      },
      keep: ({ age, bytes }) => write(age, self.schema, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      release() {
        clearInterval(timer)
        redis.eval(releaseScript, 2, ...keysOf(session), token).catch(() => undefined)
      },
      leave: () => clearInterval(timer),
    }
  }

  const find = async (session: string) => {
    const [token, isDead] = (await redis.eval(findScript, 1, keysOf(session)[0], processKey(''))) as [string?, number?]
    return token === undefined ? undefined : { token, isOrphan: isDead === 1 }
  }

  return {
    keeps: true,
    async claim(session, onLost) {
      const [token] = (await redis.eval(bornScript, 2, ...keysOf(session), ...owner())) as string[]
      if (token === undefined) throw new Error(`session ${session} has an owner`)
      return hold(session, token, onLost)
    },
    async find(session) {
      const found = await find(session)
      return found && { roomId: roomIdOf(session, found.token), isOrphan: found.isOrphan }
    },
    async take(session, onLost) {
      const seen = await find(session)
      if (!seen?.isOrphan) return undefined
      const [token, age, bytes] = (await redis.callBuffer(
        'EVAL',
        takeScript,
        2,
        ...keysOf(session),
        ...owner(),
        ...[seen.token, self.schema, processKey('')],
      )) as Buffer[]
      if (token === undefined || age === undefined || bytes === undefined) return undefined
      return { lease: hold(session, token.toString(), onLost), kept: { age: Number(age), bytes } }
    },
  }
}

/** One process alone: it owns what it makes. */
export const ownRows: SessionRows = {
  keeps: false,
  claim: async (session) => ({
    roomId: session,
    isHeld: async () => true,
    keep: async () => true,
    release: () => undefined,
    leave: () => undefined,
  }),
  find: async (session) => ({ roomId: session, isOrphan: false }),
  take: async () => undefined,
}
