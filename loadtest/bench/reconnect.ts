/** `npm run bench:reconnect -- --json`: 48 players whose networks are cut again and again; how soon each is back after the network is. */
import { parseArgs } from 'node:util'
import { nextRandom, randomIndex, seedRandom } from '../../simulation/random.ts'
import { Person } from '../bot/person.ts'
import { joinAndReturn, type Returning } from '../bot/returning.ts'
import { type CutKind, type FaultProxy, startFaultProxy } from '../faults/fault-proxy.ts'
import type { Obeyed } from './probe.ts'
import { mean, printReport, round, spread } from './report.ts'
import { startServerProcess } from './server-process.ts'
import { until } from './waiting.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    cuts: { type: 'string', default: '500' },
    'half-open': { type: 'string', default: '100' },
  },
})
const seed = Number(values.seed)
const seats = ['helm', 'weapons', 'engineering', 'science', 'comms', 'captain']
const ships = 8
const cutSeconds = { least: 0.1, most: 20 }
/** Longest that a return is waited for, in ms. */
const patienceMs = 60_000
const orderMs = 4000

interface Player {
  id: string
  index: number
  proxy: FaultProxy
  line: Returning
  isCut: boolean
}

const draw = seedRandom(seed)
const server = await startServerProcess({ entities: 10, hz: 20, seed })
const settings = { scenario: 'siege', ships }
const witness = new Person(server.url, 'Witness')
await witness.signIn()
await witness.open({ name: 'Reconnect', settings, isPublic: false })

const players: Player[] = []
let acknowledged = 0

for (let index = 0; index < ships * seats.length - 1; index++) {
  const target = { host: '127.0.0.1', port: Number(new URL(server.url).port) }
  const proxy = await startFaultProxy({ target, seed: seed + index })
  const person = new Person(server.url, `P${index}`)
  await person.signIn()
  const line = await joinAndReturn(proxy.url, person.token, witness.session)
  await until('aboard', () => line.status === 'live')
  const refusal = await line.send('seat.take', { group: Math.floor(index / 6), seat: seats[index % 6] })
  if (refusal !== undefined) throw new Error(`seat: ${refusal.code}`)
  await line.send('session.ready', { ready: true })
  players.push({ id: person.id, index, proxy, line, isCut: false })
}
await witness.send('seat.take', { group: 7, seat: 'captain' })
await witness.send('session.start')
const before = (await server.ask<Obeyed>('obeyed')).length

let isOver = false
const orders = players.map(async ({ index, line }) => {
  await pause((index / players.length) * orderMs)
  for (let number = 1; !isOver; number++) {
    const told = line.send('seat.autopilot', { seat: seats[index % 6], on: number % 2 === 0 }).then((refusal) => {
      if (refusal === undefined) acknowledged++
    })
    await Promise.all([Promise.race([told, pause(patienceMs)]), pause(orderMs)])
  }
})

const backMs = await suffer(Number(values.cuts), ['reset', 'refuse'])
const halfOpenMs = await suffer(Number(values['half-open']), ['silent'])
isOver = true
await Promise.all(orders)
const ids = new Set(players.map(({ id }) => id))
/** What was obeyed after the crews had taken their seats. */
const obeyed = (await server.ask<Obeyed>('obeyed')).slice(before).filter((order) => ids.has(order.split(' ', 1)[0]!))

const aboard = witness.state.session.players
const holders = [...witness.state.session.groups].flatMap((group) => [...group.seats].map(({ holder }) => holder))
const held = holders.filter((holder) => holder !== '')
const { p50, p95 } = spread(backMs.filter(Number.isFinite))
printReport(
  {
    players: players.length + 1,
    cuts: backMs.length,
    resumedPercent: round((100 * backMs.filter(Number.isFinite).length) / backMs.length),
    p50Ms: p50,
    p95Ms: p95,
    halfOpen: { cuts: halfOpenMs.length, p95Ms: spread(halfOpenMs).p95, meanMs: mean(halfOpenMs) },
    duplicateSeats:
      [...aboard].filter(({ id }) => id !== '').length - (players.length + 1) + (held.length - new Set(held).size),
    ordersAcknowledged: acknowledged,
    ordersTwice: obeyed.length - new Set(obeyed).size,
    ordersLost: Math.max(0, acknowledged - new Set(obeyed).size),
  },
  seed,
  values.json,
)
process.exit(0)

/** Cuts the line of somebody whose line stands, again and again; resolves to how long each took to be back, in ms. */
async function suffer(count: number, kinds: CutKind[]): Promise<number[]> {
  const took: number[] = []
  const running: Promise<void>[] = []
  for (let cut = 0; cut < count; cut++) {
    const free = await until('somebody stands', () => standing(), patienceMs)
    const player = free[randomIndex(draw, free.length)]!
    running.push(cutOnce(player, kinds).then((ms) => void took.push(ms)))
    // As many at a time as keep about half of them away.
    await pause(200)
  }
  await Promise.all(running)
  return took
}

function standing(): Player[] | undefined {
  const free = players.filter(({ isCut, line }) => !isCut && line.status === 'live')
  return free.length > players.length / 3 ? free : undefined
}

async function cutOnce(player: Player, kinds: CutKind[]): Promise<number> {
  const { proxy, line } = player
  player.isCut = true
  const { least, most } = cutSeconds
  // Short ones are as likely as long ones.
  const ms = 1000 * least * (most / least) ** nextRandom(draw)
  await Promise.all(kinds.map((kind) => proxy.cut(ms, kind)))
  const returned = performance.now()
  const isBack = () => line.status === 'live' && line.heardAt > returned
  const back = await until('back', isBack, patienceMs).then(
    () => line.heardAt - returned,
    () => Number.POSITIVE_INFINITY,
  )
  player.isCut = false
  return back
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
