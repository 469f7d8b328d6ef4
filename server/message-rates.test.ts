import { equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { openMessageRates } from './message-rates.ts'

/** A clock that goes on by hand. */
function clock() {
  let now = 1_000_000
  const pass = (ms: number): void => {
    now += ms
  }
  return { now: () => now, pass }
}

describe('message rates', () => {
  it('two seconds’ worth may come at once, and each beyond is told how far over it is', () => {
    const { now } = clock()
    const rates = openMessageRates(now)
    for (let message = 0; message < 10; message++) equal(rates('ada', 'helm.heading', 5), 0)
    equal(rates('ada', 'helm.heading', 5), 1)
    equal(rates('ada', 'helm.heading', 5), 2)
  })

  it('a budget is whole again two seconds after its first message', () => {
    const { now, pass } = clock()
    const rates = openMessageRates(now)
    for (let message = 0; message < 12; message++) rates('ada', 'helm.heading', 5)
    pass(1999)
    ok(rates('ada', 'helm.heading', 5) > 0)
    pass(1)
    equal(rates('ada', 'helm.heading', 5), 0)
  })

  it('nobody’s messages count for another player or another kind', () => {
    const { now } = clock()
    const rates = openMessageRates(now)
    for (let message = 0; message < 50; message++) rates('ada', 'helm.heading', 5)
    equal(rates('bob', 'helm.heading', 5), 0)
    equal(rates('ada', 'helm.impulse', 5), 0)
  })

  it('whatever else is counted meanwhile, no two seconds bring more than their budget', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 20, maxLength: 200 }), (pauses) => {
        const { now, pass } = clock()
        const rates = openMessageRates(now)
        const allowed: number[] = []
        for (const [index, ms] of pauses.entries()) {
          pass(ms)
          // Enough of others that ended counts are thrown away in between.
          for (let other = 0; other < 20; other++) rates(`player ${index} ${other}`, 'chat', 1)
          if (rates('ada', 'helm.heading', 2) === 0) allowed.push(now())
        }
        // Windows are fixed: where two meet, both may be full.
        for (const from of allowed) ok(allowed.filter((at) => at >= from && at < from + 2000).length <= 2 * 4)
      }),
    )
  })
})
