/** FNV-1a, 32 bits: one number for data, by which two pieces of it that differ are told apart, but for chance. */

export const fnvOffset = 0x811c9dc5
const prime = 0x01000193

export const hashByte = (state: number, byte: number): number => Math.imul(state ^ byte, prime)

/** A byte of 0 leaves nothing but the multiplication. */
const afterFourZeros = Math.imul(Math.imul(prime, prime), Math.imul(prime, prime))
const afterEightZeros = Math.imul(afterFourZeros, afterFourZeros)

const bits = new DataView(new ArrayBuffer(8))

/** Over the raw bits of the number. */
export function hashNumber(state: number, value: number): number {
  // +0 and −0 alike: no rule tells them apart, and JSON does not keep the sign.
  if (value === 0) return Math.imul(state, afterEightZeros)
  bits.setFloat64(0, value)
  let hashed = state
  for (let i = 0; i < 4; i++) hashed = hashByte(hashed, bits.getUint8(i))
  // What is whole, and not large, has nothing but zeros here.
  if (bits.getInt32(4) === 0) return Math.imul(hashed, afterFourZeros)
  for (let i = 4; i < 8; i++) hashed = hashByte(hashed, bits.getUint8(i))
  return hashed
}

export function hashText(state: number, text: string): number {
  let hashed = hashNumber(state, text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hashed = hashByte(hashByte(hashed, unit & 255), unit >> 8)
  }
  return hashed
}
