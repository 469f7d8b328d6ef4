/** How long a seat is still kept for a page whose line is cut, and why it is cut. */
import { type CloseReason, closes } from '../../schema/close-codes.ts'
import { limits } from '../../schema/limits.ts'
import { line } from '../text/line.ts'

export interface Hold {
  seconds: number
  /** Of the whole time that a seat is kept. */
  share: number
}

/** Undefined when the time is over. The server begins to count when it notices the loss, so the seat is never kept shorter. */
export function holdLeft(cutAtMs: number, nowMs: number): Hold | undefined {
  const seconds = Math.min(limits.holdSeconds, limits.holdSeconds - (nowMs - cutAtMs) / 1000)
  return seconds > 0 ? { seconds, share: seconds / limits.holdSeconds } : undefined
}

export function whyCut(code: number): string {
  const reasons = Object.keys(closes) as CloseReason[]
  const reason = reasons.find((each) => closes[each].code === code)
  return (reason && line.cut.why[reason]) ?? line.cut.title
}
