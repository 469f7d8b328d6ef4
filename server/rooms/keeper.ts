/** Keeps a session's checkpoints: one each second, and one soon after somebody came, left or sat down. */
import type { Lease } from '../cluster/session-rows.ts'

/** Seconds between checkpoints, and the least after a change of who is where. */
const keepSeconds = 1
const unkeptSeconds = 0.2

export class Keeper {
  /** Ticks of the session so far, over all processes that had it. */
  age: number
  private readonly lease: Lease
  private readonly tickHz: number
  private readonly pack: () => Uint8Array
  private isKeeping = false
  /** Age at the last checkpoint, and whether people have come, left or changed seats since. */
  private keptAt = Number.NEGATIVE_INFINITY
  private isUnkept = true

  constructor(lease: Lease, age: number, tickHz: number, pack: () => Uint8Array) {
    this.lease = lease
    this.age = age
    this.tickHz = tickHz
    this.pack = pack
  }

  changed(): void {
    this.isUnkept = true
  }

  get isDue(): boolean {
    const seconds = (this.age - this.keptAt) / this.tickHz
    return !this.isKeeping && seconds >= (this.isUnkept ? unkeptSeconds : keepSeconds)
  }

  /** False when another process has the session. */
  async keep(): Promise<boolean> {
    this.isKeeping = true
    this.isUnkept = false
    this.keptAt = this.age
    const isHeld = await this.lease.keep({ age: this.age, bytes: this.pack() })
    this.isKeeping = false
    return isHeld
  }
}
