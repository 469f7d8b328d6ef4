/** Codes that let their holder in, once, as people write them down: recovery codes and invitations to a team. */
import { randomBytes } from 'node:crypto'
import { digest } from './sign-ins.ts'

/** Crockford's letters: none is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 125 bits in five groups; only its digest is stored. */
export function newSecretCode(): { code: string; hash: string } {
  // 256 is a multiple of 32, so the remainder is uniform.
  const code = Array.from(randomBytes(25), (byte) => letters[byte % 32])
    .join('')
    .replace(/.{5}(?!$)/g, '$&-')
  return { code, hash: hashOfCode(code) }
}

/** As people type it: dashes, spaces and small letters do not matter, and neither does O for 0 or I and L for 1. */
export const hashOfCode = (code: string): string =>
  digest(
    code
      .toUpperCase()
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1')
      .replace(/[^0-9A-Z]/g, ''),
  )
