/** Loaded into a server process before anything else (`node --import`): adds the benchmark's scenario, and measures ticks from inside. */
import { subscribe } from 'node:diagnostics_channel'
import { scenarios } from '../../simulation/scenarios/index.ts'
import type { World } from '../../simulation/world.ts'
import { TruthRecorder } from '../peers/truth.ts'
import { PathRecorder } from './paths.ts'
import { provingGround } from './proving-ground.ts'

export interface ProbeOptions {
  entities: number
  hz: number
  seed: number
}

export interface TickFigures {
  /** Seconds measured, ticks in them, of the first room that ticked. */
  seconds: number
  ticks: number
  /** CPU milliseconds of the whole process between two ticks of that room, but for what is recorded of them. */
  cpuMs: number[]
  /** The same from each tick's beginning until its frames are sent: of the step, projections, encoding and sending. */
  tickCpuMs: number[]
  /** Milliseconds from one tick's beginning to the next one's. */
  intervalMs: number[]
  /** CPU milliseconds of the whole process a second, from start to read. */
  cpuMsPerSecond: number
}

/** What was obeyed, once for each time: 'player sequence'. */
export type Obeyed = string[]

/** `record` begins to record paths and `paths` hands them over; so do `watch` and `truths` with the newest ticks' whole truth. */
export type ProbeRequest = 'start' | 'read' | 'memory' | 'obeyed' | 'record' | 'paths' | 'watch' | 'truths'

const { entities, hz, seed } = JSON.parse(process.env.BENCH_PROBE ?? '{}') as ProbeOptions
const ground = provingGround(entities, seed)
const recorder = new PathRecorder()
const truths = new TruthRecorder()
let isRecording = false
/** Worlds that were stepped in the tick under way: what is recorded of them is none of its work. */
const stepped: World[] = []

function update(world: World): void {
  ground.update(world)
  stepped.push(world)
}

function recordStepped(): void {
  for (const world of stepped) {
    if (isRecording) recorder.record(world)
    truths.record(world)
  }
  stepped.length = 0
}

Object.assign(scenarios, { 'proving-ground': { ...ground, update, hz } })

let room: unknown
let startedAt = 0
let startedWith = process.cpuUsage()
let cpuMs: number[] = []
let tickCpuMs: number[] = []
let intervalMs: number[] = []
let last: NodeJS.CpuUsage | undefined
let lastAt = 0

subscribe('flotilla:tick', (id) => {
  room ??= id
  if (id !== room || startedAt === 0) return
  const [now, at] = [process.cpuUsage(), performance.now()]
  if (last !== undefined) {
    cpuMs.push(millisecondsFrom(last, now))
    intervalMs.push(at - lastAt)
  }
  last = now
  lastAt = at
})

subscribe('flotilla:ticked', (id) => {
  const now = process.cpuUsage()
  if (id === room && last !== undefined) tickCpuMs.push(millisecondsFrom(last, now))
  recordStepped()
  if (id === room && last !== undefined) last = laterBy(last, now, process.cpuUsage())
})

/** A reading moved on by what passed between two others: what recording took is nobody's. */
const laterBy = (reading: NodeJS.CpuUsage, from: NodeJS.CpuUsage, to: NodeJS.CpuUsage): NodeJS.CpuUsage => ({
  user: reading.user + to.user - from.user,
  system: reading.system + to.system - from.system,
})

const millisecondsFrom = (before: NodeJS.CpuUsage, now: NodeJS.CpuUsage): number =>
  (now.user + now.system - before.user - before.system) / 1000

/** Kept from the first time that somebody asks: where nobody does it costs nothing. */
let obeyed: Obeyed | undefined
function readObeyed(): Obeyed {
  if (obeyed !== undefined) return obeyed
  const kept: Obeyed = []
  subscribe('flotilla:obeyed', (order) => void kept.push(order as string))
  obeyed = kept
  return kept
}

function start(): object {
  room = undefined
  startedAt = performance.now()
  startedWith = process.cpuUsage()
  cpuMs = []
  tickCpuMs = []
  intervalMs = []
  last = undefined
  return {}
}

function read(): TickFigures {
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(startedWith)
  return {
    seconds,
    ticks: cpuMs.length,
    cpuMs,
    tickCpuMs,
    intervalMs,
    cpuMsPerSecond: (user + system) / 1000 / seconds,
  }
}

const answers: Record<ProbeRequest, () => unknown> = {
  start,
  read,
  memory() {
    ;(globalThis as { gc?: () => void }).gc?.()
    return process.memoryUsage().rss / 1024 / 1024
  },
  obeyed: readObeyed,
  record() {
    recorder.begin()
    isRecording = true
    return {}
  },
  paths() {
    isRecording = false
    return recorder.read()
  },
  watch: () => truths.begin(),
  truths: () => truths.read(),
}

// A benchmark that was cut off leaves no server behind.
process.once('disconnect', () => process.exit(1))
process.on('message', (request: ProbeRequest) => process.send?.({ probe: answers[request]() }))
