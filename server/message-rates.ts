/** How often one player may send each kind of message on a line. Our own, and no library's: it is asked for every order, and
 *  those with a timer for each player's count would wake the process as often as the orders do. */

const burstMs = 2000
/** Counts are looked through for ended ones when they are this many. */
const manyCounts = 1000

/** Counts a message of `player` in the budget `key`, `rate` a second on average and twice as many at once. Returns how many over
 *  the budget it is: 0 within it. */
export type MessageRates = (player: string, key: string, rate: number) => number

interface Count {
  messages: number
  endsAtMs: number
}

export function openMessageRates(now: () => number = Date.now): MessageRates {
  const counts = new Map<string, Count>()
  let many = manyCounts
  const forgetEnded = (nowMs: number): void => {
    for (const [name, { endsAtMs }] of counts) if (endsAtMs <= nowMs) counts.delete(name)
    many = Math.max(manyCounts, counts.size * 2)
  }
  return (player, key, rate) => {
    const nowMs = now()
    const name = `${key} ${player}`
    let count = counts.get(name)
    if (count === undefined || count.endsAtMs <= nowMs) {
      if (counts.size >= many) forgetEnded(nowMs)
      count = { messages: 0, endsAtMs: nowMs + burstMs }
      counts.set(name, count)
    }
    count.messages++
    return Math.max(0, count.messages - rate * (burstMs / 1000))
  }
}
