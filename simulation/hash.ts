/** One number for a whole world: two worlds that differ in any value that matters differ in it, but for chance. */
import { fnvOffset, hashByte, hashNumber, hashText } from '../schema/fnv.ts'
import type { World } from './world.ts'

/** Property names recur for every ship; each is hashed once. */
const nameHashes = new Map<string, number>()

/** FNV-1a over all numbers and texts; the events of the tick, which the next one forgets, do not count. Properties are summed, so
 *  that their order does not matter, and absent ones count as undefined ones. */
export function hash(world: World): number {
  return hashValue(fnvOffset, { ...world, events: [] }) >>> 0
}

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

function nameHash(name: string): number {
  let hashed = nameHashes.get(name)
  if (hashed === undefined) {
    hashed = hashText(fnvOffset, name)
    // Ids as names (scans, stock) are few; a bound keeps a long-lived server from collecting them.
    if (nameHashes.size < 1000) nameHashes.set(name, hashed)
  }
  return hashed
}
