/** A clock for countdowns and progress bars: ten times a second is smooth enough for figures. */

const everyMs = 100

export function createFrameClock() {
  let nowMs = $state(performance.now())
  $effect(() => {
    const timer = setInterval(() => {
      nowMs = performance.now()
    }, everyMs)
    return () => clearInterval(timer)
  })
  return {
    get nowMs() {
      return nowMs
    },
  }
}
