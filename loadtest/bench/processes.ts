/** Several server processes, a private Redis and a private PostgreSQL, each on a free port of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findTool } from '../../scripts/tools.mjs'
import { type PrivatePostgres, startPostgres } from './postgres.ts'
import { freePort, until } from './waiting.ts'

const root = join(import.meta.dirname, '..', '..')

export interface PrivateRedis {
  url: string
  port: number
  client: Redis
  /** Ends it without warning; `start` brings an empty one back on the same port. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export async function startRedis(password = ''): Promise<PrivateRedis> {
  const extra = password === '' ? [] : ['--requirepass', password]
  const { path, problem } = findTool('redis')
  if (path === undefined) throw new Error(problem)
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    child = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...extra], {
      stdio: 'ignore',
    })
    await until('Redis answers', async () => (await client.ping().catch(() => '')) === 'PONG').catch(async (error) => {
      await kill()
      throw error
    })
  }
  const client = new Redis({ port, password, host: '127.0.0.1', maxRetriesPerRequest: 0, retryStrategy: () => 50 })
  client.on('error', () => undefined)
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    start,
    kill,
    async stop() {
      client.disconnect()
      await kill()
    },
  }
}

export interface ClusterProcess {
  url: string
  child: ChildProcess
  output(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

export interface ProcessCluster {
  redis: PrivateRedis
  postgres: PrivatePostgres
  processes: ClusterProcess[]
  add(env?: Record<string, string>): Promise<ClusterProcess>
  stop(): Promise<void>
}

/** `count` servers on one Redis and one database, all ready. They share their signing key, as processes of one platform do. */
export async function startCluster(count: number, shared?: PrivatePostgres): Promise<ProcessCluster> {
  const postgres = shared ?? (await startPostgres())
  const databaseUrl = await postgres.create()
  const dataDir = await mkdtemp(join(tmpdir(), 'flotilla-cluster-'))
  const redis = await startRedis()
  const shares = { REDIS_URL: redis.url, DATABASE_URL: databaseUrl, DATA_DIR: dataDir }
  const processes: ClusterProcess[] = []
  const add = async (env: Record<string, string> = {}) => {
    const started = await startProcess({ ...shares, ...env })
    processes.push(started)
    return started
  }
  const stop = async () => {
    await Promise.all(processes.map((process) => process.kill('SIGKILL')))
    await redis.stop()
    if (shared === undefined) postgres.stop()
    await rm(dataDir, { recursive: true })
  }
  try {
    // One after the other: together they would starve each other, and whatever else the machine does, of processor time.
    for (let index = 0; index < count; index++) await add()
  } catch (error) {
    await stop()
    throw error
  }
  return { redis, postgres, processes, add, stop }
}

async function startProcess(env: Record<string, string>): Promise<ClusterProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', RATE_LIMIT_FACTOR: '1000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (data) => {
    output += data
  })
  child.stderr.on('data', (data) => {
    output += data
  })
  const url = `http://127.0.0.1:${port}`
  await until(
    `${url} is ready`,
    async () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${output}`)
      return (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok
    },
    15_000,
  ).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    url,
    child,
    output: () => output,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      // A stopped process lives on; any other signal here ends it.
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await once(child, 'exit')
    },
  }
}
