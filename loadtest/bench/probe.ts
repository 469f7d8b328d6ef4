/** Loaded into a server process before anything else (`node --import`): adds the benchmark's scenario, and measures ticks from inside. */
import { subscribe } from 'node:diagnostics_channel'
import { scenarios } from '../../simulation/scenarios/index.ts'
import type { World } from '../../simulation/world.ts'
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
  /** CPU milliseconds of the whole process between two ticks of that room. */
  cpuMs: number[]
  /** Milliseconds from one tick's beginning to the next one's. */
  intervalMs: number[]
}

/** What was obeyed, once for each time: 'player sequence'. */
export type Obeyed = string[]

/** `record` begins to record paths, `paths` ends it and hands them over. */
export type ProbeRequest = 'start' | 'read' | 'memory' | 'obeyed' | 'record' | 'paths'

const { entities, hz, seed } = JSON.parse(process.env.BENCH_PROBE ?? '{}') as ProbeOptions
const ground = provingGround(entities, seed)
const recorder = new PathRecorder()
let isRecording = false

function update(world: World): void {
  ground.update(world)
  if (isRecording) recorder.record(world)
}

Object.assign(scenarios, { 'proving-ground': { ...ground, update, hz } })

let room: unknown
let startedAt = 0
let cpuMs: number[] = []
let intervalMs: number[] = []
let last: NodeJS.CpuUsage | undefined
let lastAt = 0

subscribe('flotilla:tick', (id) => {
  room ??= id
  if (id !== room || startedAt === 0) return
  const [now, at] = [process.cpuUsage(), performance.now()]
  if (last !== undefined) {
    cpuMs.push((now.user + now.system - last.user - last.system) / 1000)
    intervalMs.push(at - lastAt)
  }
  last = now
  lastAt = at
})

const obeyed: Obeyed = []
subscribe('flotilla:obeyed', (order) => void obeyed.push(order as string))

process.on('message', (request: ProbeRequest) => {
  if (request === 'start') {
    room = undefined
    startedAt = performance.now()
    cpuMs = []
    intervalMs = []
    last = undefined
    process.send?.({ probe: {} })
  } else if (request === 'read') {
    const seconds = (performance.now() - startedAt) / 1000
    const figures: TickFigures = { seconds, ticks: cpuMs.length, cpuMs, intervalMs }
    process.send?.({ probe: figures })
  } else if (request === 'obeyed') {
    process.send?.({ probe: obeyed })
  } else if (request === 'record') {
    recorder.begin()
    isRecording = true
    process.send?.({ probe: {} })
  } else if (request === 'paths') {
    isRecording = false
    process.send?.({ probe: recorder.read() })
  } else {
    ;(globalThis as { gc?: () => void }).gc?.()
    process.send?.({ probe: process.memoryUsage().rss / 1024 / 1024 })
  }
})
