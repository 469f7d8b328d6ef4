/** Several server processes and a private Redis for a test, each on a free port of its own. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { ShipReplica } from '../schema/ship.replica.ts'
import { findTool } from '../scripts/tools.mjs'
import { freePort, type TestConnection, TestPlayer, until } from './server.ts'

const root = join(import.meta.dirname, '..')

export interface TestRedis {
  url: string
  port: number
  client: Redis
  /** Ends it without warning; `start` brings an empty one back on the same port. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export async function startRedis(password = ''): Promise<TestRedis> {
  const extra = password === '' ? [] : ['--requirepass', password]
  const { path, problem } = findTool('redis')
  if (path === undefined) throw new Error(problem)
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    child = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...extra], {
      stdio: 'ignore',
    })
    await until('Redis answers', async () => (await client.ping().catch(() => '')) === 'PONG')
  }
  const client = new Redis({ port, password, host: '127.0.0.1', maxRetriesPerRequest: 0, retryStrategy: () => 50 })
  client.on('error', () => undefined)
  const kill = async () => {
    if (child === undefined || child.exitCode !== null) return
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

export interface TestProcess {
  url: string
  child: ChildProcess
  output(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

export interface TestCluster {
  redis: TestRedis
  processes: TestProcess[]
  add(env?: Record<string, string>): Promise<TestProcess>
  stop(): Promise<void>
}

/** `count` servers on one Redis, all ready. They share their signing key, as processes of one platform do. */
export async function startCluster(count: number): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flotilla-cluster-'))
  const redis = await startRedis()
  const processes: TestProcess[] = []
  const add = async (env: Record<string, string> = {}) => {
    const started = await startProcess({ REDIS_URL: redis.url, DATA_DIR: dataDir, ...env })
    processes.push(started)
    return started
  }
  for (let index = 0; index < count; index++) await add()
  return {
    redis,
    processes,
    add,
    async stop() {
      await Promise.all(processes.map((process) => process.kill('SIGKILL')))
      await redis.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

async function startProcess(env: Record<string, string>): Promise<TestProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', ...env },
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
  )
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

const settings = { scenario: 'siege', ships: 1 }

/** Opens `count` sessions, asking the living processes in turn. */
export async function openMany(cluster: TestCluster, count: number): Promise<TestConnection<ShipReplica>[]> {
  const { processes } = cluster
  const creators = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      TestPlayer.signIn(processes[index % processes.length]!.url, `Creator ${index}`),
    ),
  )
  return Promise.all(creators.map((player, index) => player.open(ShipReplica, { name: `S${index}`, settings })))
}

/** Host and port of the process that a connection goes to. */
export const processOf = (connection: { room: { connection: { url?: string } } }): string =>
  new URL(connection.room.connection.url ?? '').host

/** Stops a process for a while; its session is found by nobody meanwhile, and once, not twice, afterwards. */
export async function sleepAndWake(cluster: TestCluster, seconds: number, foundAgainMs: number): Promise<void> {
  const sessions = await openMany(cluster, cluster.processes.length)
  const sleeper = cluster.processes[0]!
  const own = sessions.find((one) => processOf(one) === new URL(sleeper.url).host)!
  await sleeper.kill('SIGSTOP')
  const guest = await TestPlayer.signIn(cluster.processes[1]!.url, 'Guest')
  const join = async () => (await guest.post(`/sessions/${own.session}/join`, {})).status
  // How long it sleeps is what is tested: the wait is the condition.
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  assert.equal(await join(), 404, 'nobody is sent to who sleeps')
  await sleeper.kill('SIGCONT')
  await until('its session is found again', async () => (await join()) === 200, foundAgainMs)
  const rooms = Object.values(await cluster.redis.client.hgetall('roomcaches'))
  assert.equal(rooms.filter((room) => room.includes(own.session)).length, 1, 'no twin')
}
