/** Every event there is, through the wire and back. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { pack, unpack } from 'msgpackr'
import { drawValue } from '../../simulation/determinism.ts'
import { seedRandom } from '../../simulation/random.ts'
import { gameEvents } from './index.ts'
import { platformEvents } from './platform.ts'
import { EventShapeError, indexEvents, UnknownEventError } from './wire.ts'

const catalogue = [...platformEvents, ...gameEvents]
const index = indexEvents(catalogue)

describe('events on the wire', () => {
  for (const { name, shape } of catalogue) {
    it(`${name} comes back as it was, through MessagePack and through JSON`, () => {
      fc.assert(
        fc.property(fc.integer(), fc.nat(), (seed, tick) => {
          const data = drawValue(seedRandom(seed), shape) as object
          const { packed } = index.pack(name, data)
          for (const travelled of [unpack(pack(packed)), JSON.parse(JSON.stringify(packed))])
            assert.deepEqual(index.unpack(tick, travelled), { type: name, tick, data })
        }),
      )
    })
  }

  it('are small: a beam takes 26 bytes at most, an obeyed order 7', () => {
    const beam = { shooter: 65_535, target: 65_535, x: -99_999, z: 99_999, toX: -2500, toZ: 2500 }
    assert.ok(pack(index.pack('beam', beam).packed).length <= 26)
    assert.ok(pack(index.pack('reply', { sequence: 65_535 }).packed).length <= 7)
  })

  it('of an unknown type or version are a typed error', () => {
    const [code, version] = index.pack('undocked', {}).packed
    for (const [packed, of] of [
      [[99, 1], 99],
      [[code, version + 1], version + 1],
      [[undefined, undefined], undefined],
      [[null], null],
    ] as const)
      assert.throws(
        () => index.unpack(1, packed),
        (error) => error instanceof UnknownEventError && (error.type === of || error.version === of),
      )
    assert.throws(() => index.pack('from-tomorrow', {}), UnknownEventError)
  })

  it('of another shape are refused at both ends', () => {
    const [code, version] = index.pack('wave', { number: 1, of: 2 }).packed
    for (const data of [{}, { number: 1 }, { number: 1.5, of: 2 }, { number: 1, of: 2, more: 3 }])
      assert.throws(() => index.pack('wave', data), EventShapeError, JSON.stringify(data))
    for (const values of [[], [1], ['1', 2], [1, 2, 3], [Number.NaN, 2]])
      assert.throws(() => index.unpack(1, [code, version, ...values]), EventShapeError, JSON.stringify(values))
    for (const nothing of [undefined, null, 7, 'text', {}])
      assert.throws(() => index.unpack(1, nothing), EventShapeError)
  })

  it('survive any garbage with one of two errors', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (one, values) => {
        for (const packed of [one, values, [16, 1, ...values]]) {
          try {
            index.unpack(1, packed)
          } catch (error) {
            assert.ok(error instanceof UnknownEventError || error instanceof EventShapeError, String(error))
          }
        }
      }),
    )
  })

  it('keep their codes apart: the platform below 16, the game from there on; two of one code or name are refused', () => {
    for (const { code } of platformEvents) assert.ok(code > 0 && code < 16)
    for (const { code } of gameEvents) assert.ok(code >= 16 && code < 128)
    const [first, second] = gameEvents
    assert.throws(() => indexEvents([first, { ...second, code: first.code }]), RangeError)
    assert.throws(() => indexEvents([first, { ...second, name: first.name }]), RangeError)
  })

  it('have no shape in which null means something: it stands for what is not there', () => {
    for (const { name, shape } of catalogue)
      for (const [key, part] of Object.entries(shape.shape))
        assert.equal(part.safeParse(null).success, false, `${name}.${key}`)
  })
})
