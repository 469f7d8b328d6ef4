/** A value under the player's hand: shown as ordered at once, sent at a bounded rate, until the replica says the same. */
import type { Refusal } from '../../schema/errors.ts'

/** Eight a second: well within every order's rate, and smooth under a dragging finger. */
const everyMs = 125
/** The state that shows an order comes just after its answer. */
const graceMs = 300

export function createOrdered<Value>(replicated: () => Value, send: (value: Value) => Promise<Refusal | undefined>) {
  let pending = $state.raw<{ value: Value } | undefined>()
  let sentAtMs = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  async function transmit(mine: { value: Value }): Promise<void> {
    timer = undefined
    sentAtMs = performance.now()
    const refusal = await send(mine.value)
    const release = () => {
      if (pending === mine) pending = undefined
    }
    if (refusal) release()
    else setTimeout(release, graceMs)
  }

  return {
    get value() {
      return pending ? pending.value : replicated()
    },
    order(value: Value): void {
      const mine = { value }
      pending = mine
      clearTimeout(timer)
      const wait = everyMs - (performance.now() - sentAtMs)
      // At once when it may: orders given one after the other must arrive in that order.
      if (wait <= 0) void transmit(mine)
      else timer = setTimeout(() => void transmit(mine), wait)
    },
  }
}
