/** Passwords: argon2id in a bounded crowd, and which ones are too easily guessed. */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { UnavailableError } from '../http.ts'
import { nameKey } from './name-key.ts'

/** OWASP's second choice for argon2id (algorithm 2): 19 MiB, two passes, one lane. */
const costs = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
/** Each takes a core and 19 MiB for some 30 ms: more at once would starve the ticks, a longer queue would only time out. */
const crowd = { atOnce: 2, waiting: 60 }

const common = new Set(dictionary['passwords-common'].filter((word) => word.length >= limits.accountPassword.min))

/** Throws `RefusedError('weak-password')` for a common password, or one that is the name. */
export function checkStrength(password: string, name: string): void {
  const folded = password.toLowerCase()
  const isOneThing = new Set(folded).size <= 2
  if (isOneThing || common.has(folded) || nameKey(password) === nameKey(name)) throw new RefusedError('weak-password')
}

/** Keyboards compose accents in different ways. */
const typed = (password: string) => password.normalize('NFKC')

export interface Passwords {
  hash(password: string): Promise<string>
  /** Whether `password` is the one of `stored`; without a stored one `false`, after the same work. */
  verify(stored: string | undefined, password: string): Promise<boolean>
}

/** Throws `UnavailableError` from both when too many wait already. */
export async function openPasswords({ atOnce, waiting } = crowd): Promise<Passwords> {
  const queue: (() => void)[] = []
  let running = 0
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new UnavailableError('too many passwords are being checked')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      // The place goes on to the next in the queue, if there is one.
      const next = queue.shift()
      if (next === undefined) running--
      else next()
    }
  }
  /** Nobody's: checked in place of a hash that does not exist. */
  const nobody = await hash(randomBytes(32), costs)
  return {
    hash: (password) => inTurn(() => hash(typed(password), costs)),
    async verify(stored, password) {
      const isRight = await inTurn(() => verify(stored ?? nobody, typed(password)))
      return stored !== undefined && isRight
    },
  }
}
