/** What one session knows of its line: the meter, the log, and the conditions put on it. All of it outlives a socket. */
import { nextRandom, seedRandom } from '../../simulation/random.ts'
import { areClear, type Conditions, presets } from './conditions.ts'
import { createMessageLog } from './message-log.ts'
import { createMeter } from './meter.ts'
import type { WirePorts } from './wire.ts'

export function createDiagnostics() {
  const nowMs = () => performance.now()
  const meter = createMeter(nowMs)
  const log = createMessageLog(nowMs)
  let conditions = $state.raw<Conditions>(presets.none)
  let cutUntilMs = $state(0)
  let isCut = $state(false)
  let mend: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  // The same jitter each time, so that what was seen can be seen again.
  const chance = seedRandom(1)

  function cut(ms: number): void {
    clearTimeout(mend)
    isCut = ms > 0
    cutUntilMs = nowMs() + ms
    mend = setTimeout(() => {
      isCut = false
    }, ms)
    for (const changed of listeners) changed()
  }

  const wire: WirePorts = {
    meter,
    log,
    nowMs,
    way: (direction) => conditions[direction],
    cutUntilMs: () => cutUntilMs,
    random: () => nextRandom(chance),
    after(ms, action) {
      const timer = setTimeout(action, ms)
      return () => clearTimeout(timer)
    },
    onChanged(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }

  return {
    meter,
    log,
    wire,
    get conditions() {
      return conditions
    },
    /** Nothing passes, and no new line can be opened. */
    get isCut() {
      return isCut
    },
    get isOn() {
      return isCut || !areClear(conditions)
    },
    set(next: Conditions): void {
      conditions = next
      for (const changed of listeners) changed()
    },
    /** Cuts the line for `ms`; 0 mends it. */
    cut,
    /** Everything as the network really is. */
    calm(): void {
      conditions = presets.none
      cut(0)
    },
    /** Throws while the line is cut, as a network that is away would. */
    needLine(): void {
      if (isCut) throw new TypeError('the line is cut for a test')
    },
  }
}
export type Diagnostics = ReturnType<typeof createDiagnostics>
