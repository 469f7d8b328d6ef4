/** FNV-1a, 32 bits: one number for data, by which two pieces of it that differ are told apart, but for chance. */

export const fnvOffset = 0x811c9dc5
const prime = 0x01000193
const bits = new DataView(new ArrayBuffer(8))

export const hashByte = (state: number, byte: number): number => Math.imul(state ^ byte, prime)

/** Over the raw bits of the number. */
export function hashNumber(state: number, value: number): number {
  // Adding zero makes +0 of −0, which no rule tells apart and JSON does not keep.
  bits.setFloat64(0, value + 0)
  let hashed = state
  for (let i = 0; i < 8; i++) hashed = hashByte(hashed, bits.getUint8(i))
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
