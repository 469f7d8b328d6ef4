import { deepEqual, equal, rejects } from 'node:assert/strict'
import { remember } from './remembered.ts'

describe('what is remembered', () => {
  it('is asked once until its time is over or it is forgotten, each key for itself', async () => {
    const asked: string[] = []
    let now = 0
    const names = remember(
      async (key) => `${key}${asked.push(key)}`,
      100,
      () => now,
    )
    deepEqual(await Promise.all([names.of('a'), names.of('a'), names.of('b')]), ['a1', 'a1', 'b2'])
    now = 100
    equal(await names.of('a'), 'a3')
    names.forget('a')
    equal(await names.of('a'), 'a4')
    equal(await names.of('b'), 'b5')
  })

  it('is no failure: the next one asks again', async () => {
    let isAway = true
    const load = async () => {
      if (isAway) throw new Error('away')
      return 'here'
    }
    const answer = remember(load, 100, () => 0)
    await rejects(answer.of('a'), /away/)
    isAway = false
    equal(await answer.of('a'), 'here')
  })
})
