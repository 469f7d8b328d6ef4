import assert from 'node:assert/strict'
import type { Motion, RadarMark } from './marks.ts'
import { createTrails } from './trails.ts'

const still: Motion = { x: 0, z: 0, heading: 0, speed: 0, turnRate: 0 }
const mark = (values: Partial<RadarMark>): RadarMark => ({
  ...still,
  id: 7,
  standing: 'hostile',
  shape: 'ship',
  label: '',
  isName: false,
  what: '',
  scan: 0,
  speed: 100,
  ...values,
})

describe('trails', () => {
  it('take a sample twice a second, whatever the screen does', () => {
    const trails = createTrails()
    for (let ms = 0; ms < 2000; ms += 16) trails.sample(still, [mark({ x: ms / 10 })], ms)
    assert.equal(trails.all().get(7)?.count, 4)
  })

  it('keep half a minute and no more', () => {
    const trails = createTrails()
    for (let ms = 0; ms < 90_000; ms += 500) trails.sample(still, [mark({ x: ms / 10 })], ms)
    assert.equal(trails.all().get(7)?.count, 60)
  })

  it('forget what has gone for half a minute', () => {
    const trails = createTrails()
    trails.sample(still, [mark({})], 0)
    trails.sample(still, [], 30_000)
    assert.equal(trails.all().size, 1)
    trails.sample(still, [], 30_500)
    assert.equal(trails.all().size, 0)
  })

  it('are left by what moves, and not by rocks', () => {
    const trails = createTrails()
    trails.sample(still, [mark({ id: 1, speed: 0 }), mark({ id: 2, shape: 'asteroid' }), mark({ id: 3 })], 0)
    assert.deepEqual([...trails.all().keys()], [3])
  })

  it('begin anew after a jump', () => {
    const trails = createTrails()
    for (const [ms, x] of [
      [0, 0],
      [500, 50],
      [1000, 30_000],
    ] as const)
      trails.sample(still, [mark({ x })], ms)
    assert.equal(trails.all().get(7)?.count, 1)
  })
})
