/** A world as bytes and back: JSON, whose numbers keep every bit of a double. */
import type { World } from './world.ts'

const format = 1

/** ASCII alone, which is UTF-8 as it stands: other characters are written as JSON escapes. */
export function save(world: World): Uint8Array {
  const text = JSON.stringify({ format, world }).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** Takes only what `save` wrote; throws on anything else. */
export function restore(bytes: Uint8Array): World {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  const saved = JSON.parse(text) as { format: number; world: World }
  if (saved.format !== format) throw new Error(`A saved world of format ${saved.format} cannot be read.`)
  return saved.world
}
