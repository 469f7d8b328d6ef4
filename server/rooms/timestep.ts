/** Steps at a fixed rate. Colyseus's own adds up whole milliseconds, and a turn that comes one early leaves its step to the
 *  next: an interval late. Here each step has its time, whenever the last one came. */

/** Steps made up for after a delay; what is later than that is dropped. */
const catchUpSteps = 5
/** A timer may come a little before its time, in ms; waiting for the rest costs more than it gains. */
const slackMs = 0.5

/** Milliseconds from `now`, and a way to be called `delay` ms later. */
export interface Timer {
  now(): number
  after(delay: number, call: () => void): () => void
}

const processTimer: Timer = {
  now: () => performance.now(),
  after: (delay, call) => {
    const timeout = setTimeout(call, delay)
    return () => clearTimeout(timeout)
  },
}

/** Calls `step` `hz` times a second until the returned function is called. What `step` throws is the caller's to catch. */
export function startTimestep(step: () => void, hz: number, timer = processTimer): () => void {
  const stepMs = 1000 / hz
  let due = timer.now() + stepMs
  let cancel = () => {}
  let isStopped = false
  const turn = () => {
    const now = timer.now()
    if (now - due > catchUpSteps * stepMs) due = now - (catchUpSteps - 1) * stepMs
    for (; due <= now + slackMs && !isStopped; due += stepMs) step()
    if (!isStopped) wait()
  }
  const wait = () => {
    // Rounded up: timers count whole milliseconds, and one that came before its time would have to wait once more.
    cancel = timer.after(Math.max(0, Math.ceil(due - timer.now())), turn)
  }
  wait()
  return () => {
    isStopped = true
    cancel()
  }
}
