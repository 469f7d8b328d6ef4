/** One connection through the fault proxy: a lane each way, in which bytes wait until they are due. */
import { connect, type Socket } from 'node:net'
import { nextRandom, type RandomState } from '../../simulation/random.ts'

/** What one direction suffers; what is left out does not happen. */
export interface LaneFaults {
  /** Every byte is this late, give or take up to `jitterMs`, and never overtakes the one before it. */
  delayMs?: number
  jitterMs?: number
  /** Each chunk, as TCP happens to deliver them, is with this chance (0–1) held up by `ms`, and all behind it. */
  stall?: { chance: number; ms: number }
  /** A token bucket, a tenth of a second deep; the sender is paused while it is empty. */
  bytesPerSecond?: number
  /** Half-open: bytes, ends and resets vanish while the sockets stay. A connection that lost bytes stays so for good. */
  vanish?: boolean
}

/** Bytes that may be under way in one lane; with more its source is paused, as a full window would. */
const windowBytes = 256 * 1024
const bucketSeconds = 0.1

/** An end (FIN) or a reset (RST) keeps its place behind the bytes before it. */
type Cargo = Buffer | 'end' | 'reset'

export class ProxiedConnection {
  private readonly client: Socket
  private readonly server: Socket
  private readonly up: Lane
  private readonly down: Lane
  private readonly closed: Promise<void>

  constructor(client: Socket, target: { host: string; port: number }, random: RandomState, gone: () => void) {
    this.client = client
    this.server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    this.up = new Lane(client, this.server, random)
    this.down = new Lane(this.server, client, random)
    const over = [client, this.server].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
    this.closed = Promise.all(over).then(gone)
  }

  suffer(faults: { up: LaneFaults; down: LaneFaults }, isSilent: boolean): void {
    this.up.suffer(faults.up, isSilent)
    this.down.suffer(faults.down, isSilent)
  }

  /** Both sides are reset, whatever was under way. */
  reset(): void {
    this.client.resetAndDestroy()
    this.server.resetAndDestroy()
    this.stop()
  }

  async destroy(): Promise<void> {
    this.client.destroy()
    this.server.destroy()
    this.stop()
    await this.closed
  }

  private stop(): void {
    this.up.stop()
    this.down.stop()
  }
}

class Lane {
  private readonly source: Socket
  private readonly sink: Socket
  private readonly random: RandomState
  private faults: LaneFaults = {}
  private isSilent = false
  private isDead = false
  private queue: { cargo: Cargo; dueAt: number }[] = []
  private queuedBytes = 0
  private lastDueAt = 0
  private tokens = 0
  private filledAt = 0
  private isFull = false
  private timer: NodeJS.Timeout | undefined

  constructor(source: Socket, sink: Socket, random: RandomState) {
    this.source = source
    this.sink = sink
    this.random = random
    source.on('data', (bytes) => this.take(bytes))
    source.on('end', () => this.take('end'))
    // Also when the target refuses the connection: whoever came is reset.
    source.on('error', () => this.take('reset'))
    sink.on('drain', () => {
      this.isFull = false
      this.pump()
    })
    sink.on('close', () => this.stop())
  }

  suffer(faults: LaneFaults, isSilent: boolean): void {
    if (faults.bytesPerSecond !== this.faults.bytesPerSecond) {
      this.tokens = 0
      this.filledAt = performance.now()
    }
    this.faults = faults
    this.isSilent = isSilent
    this.pump()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.queue = []
    this.queuedBytes = 0
    this.isDead = true
    // Whatever still comes has nowhere to go: it is read and forgotten, so that the source's end is heard.
    this.source.resume()
  }

  private take(cargo: Cargo): void {
    if (this.isDead) return
    const { delayMs = 0, jitterMs = 0, stall } = this.faults
    const swing = jitterMs === 0 ? 0 : (nextRandom(this.random) * 2 - 1) * jitterMs
    const held = stall !== undefined && nextRandom(this.random) < stall.chance ? stall.ms : 0
    // Never before the one ahead: TCP keeps its order.
    this.lastDueAt = Math.max(this.lastDueAt, performance.now() + Math.max(0, delayMs + swing) + held)
    this.queue.push({ cargo, dueAt: this.lastDueAt })
    if (typeof cargo !== 'string') this.queuedBytes += cargo.length
    this.pump()
  }

  /** Delivers what is due, and sets the timer for what is not. */
  private pump(): void {
    clearTimeout(this.timer)
    if (this.faults.vanish && (this.queue.length > 0 || this.isDead)) this.stop()
    if (this.isDead) return
    while (!this.isSilent && !this.isFull) {
      const head = this.queue[0]
      if (head === undefined) break
      const waitMs = Math.max(head.dueAt - performance.now(), this.refill(head.cargo))
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.pump(), Math.ceil(waitMs))
        break
      }
      this.deliver(head)
    }
    if (this.queuedBytes >= windowBytes) this.source.pause()
    else if (this.source.isPaused()) this.source.resume()
  }

  /** Milliseconds until the bucket lets some of the cargo through. */
  private refill(cargo: Cargo): number {
    const { bytesPerSecond } = this.faults
    if (bytesPerSecond === undefined || typeof cargo === 'string') return 0
    const now = performance.now()
    const depth = Math.max(1, bytesPerSecond * bucketSeconds)
    this.tokens = Math.min(depth, this.tokens + ((now - this.filledAt) / 1000) * bytesPerSecond)
    this.filledAt = now
    // Waits for a fair part of the bucket, so that bytes do not trickle one by one.
    const wanted = Math.min(cargo.length, Math.max(1, depth / 5))
    return this.tokens >= wanted ? 0 : ((wanted - this.tokens) / bytesPerSecond) * 1000
  }

  private deliver(head: { cargo: Cargo; dueAt: number }): void {
    const { cargo } = head
    if (cargo === 'reset') {
      this.sink.resetAndDestroy()
      this.stop()
      return
    }
    if (cargo === 'end') {
      this.queue.shift()
      this.sink.end()
      return
    }
    const passing = this.faults.bytesPerSecond === undefined ? cargo : cargo.subarray(0, Math.floor(this.tokens))
    if (passing.length === cargo.length) this.queue.shift()
    else head.cargo = cargo.subarray(passing.length)
    this.queuedBytes -= passing.length
    this.tokens -= passing.length
    this.isFull = !this.sink.write(passing)
  }
}
