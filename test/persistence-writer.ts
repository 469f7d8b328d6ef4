/** A process that writes as fast as it can, in several transactions at once, and says which of them were committed. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import pino from 'pino'
import { openDatabase } from '../server/persistence/database.ts'
import { orderLogs, results } from '../server/persistence/tables.ts'

const [url = '', dataDir = ''] = process.argv.slice(2)
const { orm } = await openDatabase({ url, dataDir, log: pino({ level: 'silent' }) })
const writers = 6
const at = new Date()
const told = { name: 'S', game: 'g', scenario: 's', settings: {}, victory: true, reason: '', seconds: 1 }
const log = new Uint8Array(20_000).map((_, index) => index)

async function write(): Promise<never> {
  for (;;) {
    const id = randomUUID()
    const row = { id, session: id, ...told, players: 1, reconnects: 0, groups: [], startedAt: at, endedAt: at }
    try {
      await orm.transaction(async (tx) => {
        await tx.insert(results).values(row)
        await tx.insert(orderLogs).values({ result: id, seed: 0, ticks: 0, orders: 0, log })
      })
      // At once and not through a buffer: what is killed after this line has said so.
      writeSync(1, `${id}\n`)
    } catch {
      // Its PostgreSQL was killed; the next one may find it back.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
await Promise.all(Array.from({ length: writers }, write))
