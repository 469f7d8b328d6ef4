/** One number for a schema's state, the same where it was written and where it was decoded. */
import { $values, ArraySchema, MapSchema, Schema } from '@colyseus/schema'
import { fnvOffset, hashByte, hashNumber, hashText } from './fnv.ts'

/** FNV-1a over the fields in their order; entries of a map are hashed alone and summed, for their order is nobody's. */
export const hashState = (state: Schema): number => hashValue(fnvOffset, state) >>> 0

function hashValue(state: number, value: unknown): number {
  if (typeof value === 'number') return hashNumber(state, value)
  if (typeof value === 'string') return hashText(state, value)
  if (typeof value === 'boolean') return hashByte(state, value ? 1 : 2)
  if (value instanceof Schema) return hashFields(state, value)
  if (value instanceof ArraySchema) {
    let hashed = hashNumber(state, value.length)
    // The list beneath: reading through the array's proxy takes ten times as long. Protected, hence the brackets.
    for (const item of value['items']) hashed = hashValue(hashed, item)
    return hashed
  }
  if (value instanceof MapSchema) {
    let sum = 0
    value.forEach((item: unknown, key: string) => {
      sum = (sum + hashValue(hashText(fnvOffset, key), item)) | 0
    })
    return hashNumber(state, sum)
  }
  return hashByte(state, 0)
}

function hashFields(state: number, schema: Schema): number {
  let hashed = state
  const values = (schema as unknown as Record<typeof $values, unknown[]>)[$values]
  for (let index = 0; index < values.length; index++) {
    // A field that was never written counts as little as one that is not there yet.
    if (values[index] !== undefined) hashed = hashValue(hashByte(hashed, index), values[index])
  }
  return hashed
}
