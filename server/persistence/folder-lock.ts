/** One process at a time in a folder. The operating system lets go of the lock when its holder dies, however it dies. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ConfigError } from '../config.ts'

/** SQLITE_BUSY. */
const busy = 5

/** Takes the lock; the function it returns lets go. Throws `ConfigError` when another process has it.
 *  Node has no flock of its own; SQLite's exclusive transaction on an empty file is one on every system. */
export function lockFolder(folder: string): () => void {
  let file: DatabaseSync | undefined
  try {
    mkdirSync(folder, { recursive: true })
    file = new DatabaseSync(join(folder, 'database.lock'))
    file.exec('begin exclusive')
  } catch (error) {
    file?.close()
    const { errcode, code, message } = error as { errcode?: number; code?: string; message: string }
    if (errcode !== undefined && (errcode & 0xff) === busy) {
      throw new ConfigError(
        `DATA_DIR=${folder}: another process has its database open: stop that one, or give both the same PostgreSQL with DATABASE_URL.`,
      )
    }
    throw new ConfigError(
      `DATA_DIR=${folder} cannot be used (${code ?? message}): set DATA_DIR to a folder that this account may write to.`,
    )
  }
  return () => file.close()
}
