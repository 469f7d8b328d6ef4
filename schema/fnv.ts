/** One number for plain data: two pieces of it that differ in any value differ in it, but for chance. */

const offset = 0x811c9dc5
const prime = 0x01000193
const bits = new DataView(new ArrayBuffer(8))
/** Property names recur for every ship; each is hashed once. */
const nameHashes = new Map<string, number>()

/** FNV-1a, 32 bits, over the raw bits of all numbers and the text of all strings. Properties are summed, so that their order does
 *  not matter, and absent ones count as undefined ones. */
export const hashPlain = (value: unknown): number => hashValue(offset, value) >>> 0

function hashValue(state: number, value: unknown): number {
  if (typeof value === 'number') return hashNumber(state, value)
  if (typeof value === 'string') return hashText(state, value)
  if (typeof value === 'boolean') return hashByte(state, value ? 1 : 2)
  if (Array.isArray(value)) {
    let hashed = hashNumber(state, value.length)
    for (const entry of value) hashed = hashValue(hashed, entry)
    return hashed
  }
  let sum = 0
  const properties = value as Record<string, unknown>
  for (const name in properties) {
    const property = properties[name]
    if (property !== undefined) sum = (sum + hashValue(nameHash(name), property)) | 0
  }
  return hashNumber(state, sum)
}

const hashByte = (state: number, byte: number): number => Math.imul(state ^ byte, prime)

function hashNumber(state: number, value: number): number {
  // Adding zero makes +0 of −0, which no rule tells apart and JSON does not keep.
  bits.setFloat64(0, value + 0)
  let hashed = state
  for (let i = 0; i < 8; i++) hashed = hashByte(hashed, bits.getUint8(i))
  return hashed
}

function hashText(state: number, text: string): number {
  let hashed = hashNumber(state, text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hashed = hashByte(hashByte(hashed, unit & 255), unit >> 8)
  }
  return hashed
}

function nameHash(name: string): number {
  let hashed = nameHashes.get(name)
  if (hashed === undefined) {
    hashed = hashText(offset, name)
    // Ids as names (scans, stock) are few; a bound keeps a long-lived server from collecting them.
    if (nameHashes.size < 1000) nameHashes.set(name, hashed)
  }
  return hashed
}
