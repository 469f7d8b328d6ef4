/** The embedded database: PGlite in a thread of its own, spoken to in PostgreSQL's protocol by the same driver. */
import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import pg from 'pg'
import type { Logger } from 'pino'
import { ConfigError } from '../config.ts'
import type { OpenDatabase } from './database.ts'
import { oneLine } from './faults.ts'
import { lockFolder } from './folder-lock.ts'
import { bringUpToDate } from './migrations.ts'
import { ormOver } from './orm.ts'

/** Milliseconds. One connection serves all, so that waiting for it is part of every query in a crowd. */
const times = { turn: 5000, silence: 5500, close: 6000 }

export async function openEmbedded(dataDir: string, log: Logger): Promise<OpenDatabase> {
  const embedded = await startEmbedded(dataDir, log)
  const pool = new pg.Pool({
    ...embedded.line,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: times.turn,
    query_timeout: times.silence,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  let isOpen = true
  const close = async () => {
    isOpen = false
    await Promise.race([pool.end(), pause(times.close)])
    await embedded.stop()
  }
  try {
    const client = await pool.connect()
    await bringUpToDate(client).finally(() => client.release())
  } catch (error) {
    await close()
    throw error
  }
  return {
    orm: ormOver(pool, { isUp: () => isOpen, gotNoAnswer: () => undefined }),
    kind: 'embedded',
    isUp: () => isOpen && embedded.isRunning(),
    close,
  }
}

export interface Embedded {
  /** What a client or pool of pg needs to speak to it. */
  line: pg.ClientConfig
  isRunning(): boolean
  stop(): Promise<void>
}

/** Takes the lock on the folder and starts the thread; the first time ever it makes the files, which takes seconds.
 *  Throws `ConfigError` when the folder belongs to another process, or cannot be used. */
export async function startEmbedded(dataDir: string, log: Logger): Promise<Embedded> {
  const unlock = lockFolder(dataDir)
  const thread = new Thread(dataDir, log)
  try {
    await thread.started()
  } catch (error) {
    unlock()
    throw new ConfigError(
      `DATA_DIR=${dataDir}: its database cannot be opened (${oneLine(error)}): set DATA_DIR to another folder and restore a backup there.`,
    )
  }
  return {
    line: {
      user: 'postgres',
      database: 'postgres',
      host: 'localhost',
      ssl: false,
      stream: () => new Wire(thread) as never,
    },
    isRunning: () => thread.isRunning,
    async stop() {
      await thread.stop()
      unlock()
    },
  }
}

/** The worker thread; one that died is started again by the next connection. */
class Thread {
  isRunning = false
  private readonly dataDir: string
  private readonly log: Logger
  private worker: Promise<Worker> | undefined

  constructor(dataDir: string, log: Logger) {
    this.dataDir = dataDir
    this.log = log
  }

  started(): Promise<Worker> {
    this.worker ??= this.start()
    return this.worker
  }

  async stop(): Promise<void> {
    const worker = await this.worker?.catch(() => undefined)
    if (worker === undefined || !this.isRunning) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    this.isRunning = false
    worker.postMessage('close')
    await Promise.race([ended, pause(times.close)])
    await worker.terminate()
  }

  private start(): Promise<Worker> {
    const worker = new Worker(new URL('embedded-worker.ts', import.meta.url), { workerData: { dataDir: this.dataDir } })
    return new Promise((resolve, reject) => {
      let hasEnded = false
      const fail = (error: unknown) => {
        if (hasEnded) return
        hasEnded = true
        this.worker = undefined
        if (this.isRunning) this.log.error({ error }, 'the embedded database ended; it is started again')
        this.isRunning = false
        reject(error)
      }
      worker.once('error', fail)
      worker.once('exit', (status) => fail(new Error(`its thread ended (${status})`)))
      worker.once('message', () => {
        this.isRunning = true
        resolve(worker)
      })
    })
  }
}

/** What pg takes for a socket. It writes whole messages of the protocol, which the thread relies on. */
class Wire extends Duplex {
  private readonly thread: Thread
  private port: MessagePort | undefined

  constructor(thread: Thread) {
    super()
    this.thread = thread
  }

  connect(): void {
    this.thread.started().then(
      (worker) => {
        if (this.destroyed) return
        const { port1, port2 } = new MessageChannel()
        worker.postMessage(port2, [port2])
        port1.on('message', (answer: Uint8Array) => this.push(answer))
        port1.on('close', () => this.destroy())
        this.port = port1
        this.emit('connect')
      },
      (error: Error) => this.destroy(error),
    )
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}
  override _write(message: Uint8Array, _encoding: string, done: () => void): void {
    this.port?.postMessage(message)
    done()
  }
  override _writev(messages: { chunk: Uint8Array }[], done: () => void): void {
    this._write(Buffer.concat(messages.map(({ chunk }) => chunk)), '', done)
  }
  override _final(done: () => void): void {
    this.port?.close()
    done()
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.port?.close()
    done(error)
  }
}

/** Does not keep the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
