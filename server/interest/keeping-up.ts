/** Who keeps up with the frames: pages echo the tick that they are told once a second, and one that falls behind is spared what it
 *  would only drown in. Clients that never echo are judged by their socket alone. */

/** This late with an echo, in ms, a page gets no more patches until it has caught up; this late it is sent away. */
const holdMs = 2000
const endMs = 10_000
/** The same by the bytes that wait in its socket. */
const holdBytes = 256 * 1024
const endBytes = 1024 * 1024

export type Pace = 'up' | 'behind' | 'lost'

/** Sent ticks are remembered this far apart, in ms: echoes come no oftener than once a second. */
const markMs = 500

interface Reading {
  /** The newest tick that was sent. */
  sent: number
  /** Ticks without an echo, and when they were sent; the oldest first. */
  marks: { tick: number; atMs: number }[]
  hasEchoed: boolean
}

export class KeepingUp<Member> {
  private readonly readings = new Map<Member, Reading>()
  /** Bytes that wait in a member's socket. */
  private readonly waiting: (member: Member) => number

  constructor(waiting: (member: Member) => number) {
    this.waiting = waiting
  }

  /** A frame that tells `tick` went out. */
  sent(member: Member, tick: number, nowMs: number): void {
    let reading = this.readings.get(member)
    if (reading === undefined) {
      reading = { sent: 0, marks: [], hasEchoed: false }
      this.readings.set(member, reading)
    }
    reading.sent = tick
    const last = reading.marks.at(-1)
    if (last === undefined || nowMs - last.atMs >= markMs) reading.marks.push({ tick, atMs: nowMs })
    // Who never echoes would collect them for ever.
    if (!reading.hasEchoed && reading.marks.length > 1) reading.marks.shift()
  }

  /** The page says that it has come to `tick`; what nobody sent counts for nothing. */
  echoed(member: Member, tick: number): void {
    const reading = this.readings.get(member)
    if (reading === undefined || tick > reading.sent) return
    reading.hasEchoed = true
    reading.marks = reading.marks.filter((mark) => mark.tick > tick)
  }

  /** True when the page has read all that was sent. */
  hasCaughtUp(member: Member): boolean {
    const reading = this.readings.get(member)
    return (reading === undefined || reading.marks.length === 0) && this.waiting(member) < holdBytes
  }

  paceOf(member: Member, nowMs: number): Pace {
    const reading = this.readings.get(member)
    const oldest = reading?.hasEchoed ? reading.marks[0] : undefined
    const lateMs = oldest === undefined ? 0 : nowMs - oldest.atMs
    const bytes = this.waiting(member)
    if (lateMs > endMs || bytes > endBytes) return 'lost'
    return lateMs > holdMs || bytes > holdBytes ? 'behind' : 'up'
  }

  forget(member: Member): void {
    this.readings.delete(member)
  }
}
