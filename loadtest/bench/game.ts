/** `npm run bench:game -- --json`: a full session of 48 bots on a server of its own; what it costs and how fast orders are seen. */
import { parseArgs } from 'node:util'
import { type Bot, type Crews, musterCrews } from '../bot/crew.ts'
import { type PathText, TrackWatch } from './paths.ts'
import type { TickFigures } from './probe.ts'
import { mean, printReport, round, spread } from './report.ts'
import { startServerProcess } from './server-process.ts'
import { Wire } from './wire.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    entities: { type: 'string', default: '150' },
    seconds: { type: 'string', default: '30' },
    hz: { type: 'string', default: '20' },
    /** Seconds of another full session before, as in a server that has been up for a while: its hot functions are compiled for good
     *  by then. 0 measures the first session of a new server. */
    warm: { type: 'string', default: '150' },
    /** Further full sessions for the memory of one; 0 leaves that figure out. */
    games: { type: 'string', default: '8' },
  },
})
const seed = Number(values.seed)
const seconds = Number(values.seconds)
const hz = Number(values.hz)
const warmSeconds = Number(values.warm)
const furtherGames = Number(values.games)
const ships = 8
const crew = 6
/** Until crews are in the midst of it: later they spread, and there is less to tell. */
const settleMs = 25_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const server = await startServerProcess({ entities: Number(values.entities), hz, seed }, { EMPTY_SECONDS: '5' })
const all: Crews[] = []
try {
  const wires = new Map<Bot, Wire>()
  const muster = (name: string) =>
    musterCrews({
      url: server.url,
      ships,
      crew,
      seed,
      thinkMs: 1500,
      scenario: 'proving-ground',
      difficulty: 5,
      name,
      onOrder: (bot, order, args) => wires.get(bot)?.ordered(order, args),
    })
  if (warmSeconds > 0) {
    const before = await muster('Before')
    all.push(before)
    before.play()
    await pause(warmSeconds * 1000)
    // Nobody is left: it closes long before the others have settled.
    await before.stop()
    all.pop()
  }
  const crews = await muster('Measured')
  all.push(crews)
  for (const bot of crews.bots) wires.set(bot, new Wire(bot, crews.bots))
  crews.play()
  await pause(settleMs)

  for (const wire of wires.values()) wire.begin()
  await server.ask('record')
  const watch = new TrackWatch(crews.bots.filter((_, index) => index % crew === 0))
  await server.ask('start')
  await pause(seconds * 1000)
  const ticks = await server.ask<TickFigures>('read')
  const measured = [...wires.values()].map((wire) => wire.read(seconds))
  watch.end()
  const trackErrorU = watch.errors(await server.ask<PathText>('paths'))
  const contacts = crews.bots.filter((_, index) => index % crew === 0).map(contactsOf)
  const agreeing = await countAgreeing(crews)
  const rssMb = round(await server.ask<number>('memory'))
  const mbPerGame = furtherGames === 0 ? undefined : await memoryOfOne(rssMb, muster)

  const of = (pick: (figures: (typeof measured)[number]) => number) => measured.map(pick)
  printReport(
    {
      players: crews.bots.length,
      entities: Number(values.entities),
      warmSeconds,
      contactsPerShip: {
        near: mean(contacts.map(({ near }) => near)),
        mid: mean(contacts.map(({ mid }) => mid)),
        far: mean(contacts.map(({ far }) => far)),
      },
      tickHz: round(ticks.ticks / ticks.seconds),
      patchHz: mean(of((figures) => figures.patchesPerSecond)),
      bytesPerPlayerPerSecond: {
        mean: mean(of((f) => f.bytesPerSecond)),
        max: Math.max(...of((f) => f.bytesPerSecond)),
        busiestShip: Math.max(...meansOfShips(of((f) => f.bytesPerSecond))),
      },
      framesPerPlayerPerSecond: mean(of((figures) => figures.framesPerSecond)),
      inboundBytesPerPlayerPerSecond: mean(of((figures) => figures.inboundBytesPerSecond)),
      // Of each tick itself; and of all that the process does meanwhile: what comes in, timers, compilation, garbage.
      tickCpuMs: { mean: mean(ticks.tickCpuMs), p99: spread(ticks.tickCpuMs).p99 },
      serverCpuMsPerTick: { mean: mean(ticks.cpuMs), p99: spread(ticks.cpuMs).p99 },
      actionToCrewMs: spread(measured.flatMap((figures) => figures.actionToCrewMs)),
      actionToFleetMs: spread(measured.flatMap((figures) => figures.actionToFleetMs)),
      joinMs: { p95: spread(crews.joinMs).p95 },
      trackErrorU,
      ordersPerPlayerPerSecond: mean(of((figures) => figures.ordersPerSecond)),
      crewsAgree: agreeing,
      rssMb,
      ...(mbPerGame === undefined ? {} : { mbPerGame }),
    },
    seed,
    values.json,
  )
} finally {
  await Promise.all(all.map((crews) => crews.stop()))
  await server.stop()
}
process.exit(0)

/** Means of the crews, given one value a player. */
function meansOfShips(values: number[]): number[] {
  return Array.from({ length: ships }, (_, ship) => mean(values.slice(ship * crew, (ship + 1) * crew)))
}

function contactsOf({ person }: Bot) {
  const shown = [...person.state.game.contacts].filter((contact) => contact.id !== 0)
  const count = (tier: string) => shown.filter((contact) => contact.tier === tier).length
  return { near: count('near'), mid: count('mid'), far: count('far') + count('always') }
}

/** Ships whose whole crew holds the same state at the same tick. */
async function countAgreeing({ bots }: Crews): Promise<number> {
  const texts = new Map<Bot, Map<number, string>>()
  const ends = bots.map((bot) => {
    const byTick = new Map<number, string>()
    texts.set(bot, byTick)
    const { onStateChange } = bot.person.room
    const keep = (state: Bot['person']['state']) => void byTick.set(state.tick, JSON.stringify(state.toJSON()))
    onStateChange(keep)
    return () => onStateChange.remove(keep)
  })
  await pause(1500)
  for (const end of ends) end()
  let agreeing = 0
  for (let ship = 0; ship < ships; ship++) {
    const aboard = bots.filter((bot) => bot.ship === ship).map((bot) => texts.get(bot)!)
    const shared = [...aboard[0]!.keys()].filter((tick) => aboard.every((byTick) => byTick.has(tick)))
    const isSame = (tick: number) => aboard.every((byTick) => byTick.get(tick) === aboard[0]!.get(tick))
    // Of the newest tick some may have heard more than others.
    const settled = shared.slice(0, -1)
    if (settled.length > 5 && settled.every(isSame)) agreeing++
  }
  return agreeing
}

/** Megabytes of one full game: what eight more add, over eight. */
async function memoryOfOne(before: number, muster: (name: string) => Promise<Crews>): Promise<number> {
  for (let game = 0; game < furtherGames; game++) {
    const crews = await muster(`Further ${game}`)
    all.push(crews)
    crews.play()
  }
  await pause(settleMs)
  return round(((await server.ask<number>('memory')) - before) / furtherGames)
}
