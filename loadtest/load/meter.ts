/** What a load test counts, over all its clients. */
import type { Room } from 'colyseus.js'
import { type ErrorCode, errors } from '../../schema/errors.ts'
import { tapSocket } from '../bot/socket-tap.ts'

/** Closed by the client itself, by Colyseus's numbering. */
const consented = 4000
const errorsKept = 10
/** Refusals that no honest client should meet; any other may be the game's own word, such as a target out of range. */
const broken = (code: string) =>
  code === 'bad-shape' || code === 'unknown-message' || (errors[code as ErrorCode]?.status ?? 500) >= 500

export interface MeterListener {
  connected?(client: number, room: Room): void
  failed?(client: number, message: string): void
}

export class Meter {
  readonly joinMs: number[] = []
  readonly updateMs: number[] = []
  readonly actionMs: number[] = []
  /** How often each action was refused, by its name and the refusal's code. */
  readonly refusals: Record<string, number> = {}
  readonly firstErrors: { atMs: number; client: number; message: string }[] = []
  connects = 0
  disconnects = 0
  bytesIn = 0
  bytesOut = 0
  errors = 0
  private readonly listener: MeterListener
  private readonly startedAt = performance.now()

  constructor(listener: MeterListener = {}) {
    this.listener = listener
  }

  /** Counts a connection, its bytes from now on, and its end. `lost` is called when the end was not the client's wish. */
  connected(client: number, room: Room, lost: () => void): void {
    this.connects++
    tapSocket(room.connection, {
      received: (_payload, bytes) => {
        this.bytesIn += bytes
      },
      sent: (bytes) => {
        this.bytesOut += bytes
      },
    })
    room.onLeave((code) => {
      this.disconnects++
      if (code === consented) return
      this.failed(client, `the connection was closed with code ${code}`)
      lost()
    })
    this.listener.connected?.(client, room)
  }

  refused(client: number, what: string, code: string): void {
    const key = `${what}: ${code}`
    this.refusals[key] = (this.refusals[key] ?? 0) + 1
    if (broken(code)) this.failed(client, key)
  }

  failed(client: number, message: string): void {
    this.errors++
    if (this.firstErrors.length < errorsKept) {
      this.firstErrors.push({ atMs: Math.round(performance.now() - this.startedAt), client, message })
    }
    this.listener.failed?.(client, message)
  }
}
