/** The hash that server and page must reckon alike, whoever wrote it. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fnvOffset, hashByte, hashNumber } from './fnv.ts'

describe('FNV-1a', () => {
  it('of a number goes over all eight bytes of it, also of one that is zero or whole, and takes −0 for 0', () => {
    const bytes = Buffer.alloc(8)
    const some = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, 0.5, 1e300))
    fc.assert(
      fc.property(some, fc.integer(), (value, state) => {
        bytes.writeDoubleBE(value === 0 ? 0 : value)
        const expected = bytes.reduce<number>((hashed, byte) => hashByte(hashed, byte), state)
        assert.equal(hashNumber(state, value), expected)
      }),
    )
  })

  it('is what others reckon: "a" as the published example has it', () => {
    assert.equal(hashByte(fnvOffset, 'a'.charCodeAt(0)) >>> 0, 0xe40c292c)
  })
})
