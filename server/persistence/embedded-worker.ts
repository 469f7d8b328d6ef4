/** The thread that the embedded database runs in: a query blocks it for milliseconds, which no tick may wait for. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

const { dataDir } = workerData as { dataDir: string }
const folder = join(dataDir, 'database')
/** Query message: 'Q', its length, the text, a zero. */
const query = (text: string) => {
  const message = Buffer.alloc(6 + text.length)
  message.write('Q')
  message.writeUInt32BE(5 + text.length, 1)
  message.write(text, 5)
  return message
}
const forgetConnection = [query('rollback'), query('discard all')]

// Where threads have priorities of their own (elsewhere this would be the whole process's), the game comes first.
if (process.platform === 'linux') setPriority(5)

const database = await open()
/** Everything waits here for what came before it. */
let turn: Promise<unknown> = Promise.resolve()
let serving: MessagePort | undefined

/** A first start that was cut short leaves nothing behind that looks like a database. */
async function open(): Promise<PGlite> {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    const made = await PGlite.create(unfinished)
    await made.close()
    renameSync(unfinished, folder)
  }
  return PGlite.create(folder)
}

/** Serves one connection at a time: whole messages of PostgreSQL's protocol in, its answer out. There is one session for
 *  all connections, and what one of them left open must not befall the next: so the next ends it, as the news of its end
 *  travels on its own port and may come later. */
function serve(port: MessagePort): void {
  if (serving !== undefined) end(serving)
  serving = port
  port.on('message', (message: Uint8Array) => {
    if (serving !== port) return
    turn = turn.then(async () => {
      const answer = await database.execProtocolRaw(message)
      port.postMessage(answer)
    })
  })
  port.on('close', () => end(port))
}

function end(port: MessagePort): void {
  if (serving !== port) return
  serving = undefined
  turn = turn.then(async () => {
    for (const message of forgetConnection) await database.execProtocolRaw(message)
  })
  port.close()
}

parentPort?.on('message', (message: MessagePort | 'close') => {
  if (message !== 'close') return serve(message)
  turn = turn.then(() => database.close()).then(() => parentPort?.close())
})
parentPort?.postMessage('open')
