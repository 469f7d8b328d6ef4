/** `npm run bench:accounts -- --json`: sign-ins, checks of tokens and writes a second, on both databases, beside a session that plays. */
import { parseArgs } from 'node:util'
import { musterCrews } from '../bot/crew.ts'
import { startPostgres } from './postgres.ts'
import type { TickFigures } from './probe.ts'
import { printReport, round, spread } from './report.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '20' },
  },
})
const seed = Number(values.seed)
const seconds = Number(values.seconds)
const hz = 20
const accounts = 16
const password = 'otter lamp canyon'
/** As many at once as keep the server busy; more would only queue. */
const atOnce = { signIn: 4, verify: 8, write: 8 }
/** Writes a second of the steady load: a process full of sessions makes fewer. */
const steadyRate = 200
/** Until the hot functions are compiled. */
const settleMs = 10_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const postgres = await startPostgres()
const figures: Record<string, unknown> = {}
try {
  for (const [kind, url] of [
    ['postgres', await postgres.create()],
    ['embedded', ''],
  ] as const) {
    const server = await startServerProcess({ entities: 150, hz, seed }, { DATABASE_URL: url })
    figures[kind] = await measure(server).finally(() => server.stop())
  }
} finally {
  postgres.stop()
}
printReport(figures, seed, values.json)
process.exit(0)

async function measure(server: ServerProcess) {
  const ask = async (method: string, path: string, body?: object, token = '') => {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, answer: (await response.json()) as { token: string } }
  }
  const must = async (expected: number, asked: ReturnType<typeof ask>) => {
    const { status, answer } = await asked
    if (status !== expected) throw new Error(`answered ${status}: ${JSON.stringify(answer)}`)
    return answer
  }
  /** Answers a second of `work`, done by so many at once for the time of the measurement. */
  const rate = async (workers: number, work: (worker: number) => Promise<unknown>) => {
    let done = 0
    const started = performance.now()
    const end = started + seconds * 1000
    const one = async (worker: number) => {
      for (; performance.now() < end; done++) await work(worker)
    }
    await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)))
    return round(done / ((performance.now() - started) / 1000))
  }
  const ticksWhile = async (work: () => Promise<unknown>) => {
    await server.ask('start')
    await work()
    const { intervalMs } = await server.ask<TickFigures>('read')
    return spread(intervalMs.map((interval) => Math.max(0, interval - 1000 / hz)))
  }

  const names = Array.from({ length: accounts }, (_, index) => `Account ${index}`)
  const tokens: string[] = []
  for (const name of names) tokens.push((await must(200, ask('POST', '/auth/register', { name, password }))).token)
  const signInsPerSecond = await rate(atOnce.signIn, (worker) =>
    must(200, ask('POST', '/auth/sign-in', { name: names[worker], password })),
  )
  // Asks for a session that is not there: a token is checked, and no database is asked.
  const verifyPerSecond = await rate(atOnce.verify, (worker) =>
    must(404, ask('GET', '/sessions/code/NONE', undefined, tokens[worker])),
  )
  const crews = await musterCrews({
    url: server.url,
    ships: 2,
    crew: 6,
    seed,
    thinkMs: 1500,
    scenario: 'proving-ground',
    difficulty: 5,
    name: 'Meanwhile',
  })
  crews.play()
  await pause(settleMs)
  const idle = await ticksWhile(() => pause(seconds * 1000))
  let count = 0
  const write = (worker: number) =>
    must(200, ask('PUT', '/players/me/preferences', { volume: (++count % 100) / 100 }, tokens[worker % accounts]))
  const tickDelayMs = await ticksWhile(() => steadily(write))
  let writesPerSecond = 0
  const saturated = await ticksWhile(async () => {
    writesPerSecond = await rate(atOnce.write, write)
  })
  await crews.stop()
  return {
    signInsPerSecond,
    verifyPerSecond,
    /** As many as the server can, and what that does to the ticks on a machine that does nothing else any more. */
    writesPerSecond,
    tickDelayMsAtThatRate: saturated,
    steadyWritesPerSecond: steadyRate,
    tickDelayMs,
    tickDelayMsWithoutWrites: idle,
  }
}

/** Asks at the steady rate, whether or not the last answer has come. */
async function steadily(work: (worker: number) => Promise<unknown>): Promise<void> {
  const started = performance.now()
  const running: Promise<unknown>[] = []
  while (performance.now() - started < seconds * 1000) {
    const due = ((performance.now() - started) / 1000) * steadyRate
    while (running.length < due) running.push(work(running.length))
    await pause(5)
  }
  await Promise.all(running)
}
