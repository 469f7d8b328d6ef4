/** Loaded into a server process before anything else (`node --import`): adds the benchmark's scenario, and measures ticks from inside. */
import { subscribe } from 'node:diagnostics_channel'
import { scenarios } from '../../simulation/scenarios/index.ts'
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
}

export type ProbeRequest = 'start' | 'read' | 'memory'

const { entities, hz, seed } = JSON.parse(process.env.BENCH_PROBE ?? '{}') as ProbeOptions
Object.assign(scenarios, { 'proving-ground': { ...provingGround(entities, seed), hz } })

let room: unknown
let startedAt = 0
let cpuMs: number[] = []
let last: NodeJS.CpuUsage | undefined

subscribe('flotilla:tick', (id) => {
  room ??= id
  if (id !== room || startedAt === 0) return
  const now = process.cpuUsage()
  if (last !== undefined) cpuMs.push((now.user + now.system - last.user - last.system) / 1000)
  last = now
})

process.on('message', (request: ProbeRequest) => {
  if (request === 'start') {
    room = undefined
    startedAt = performance.now()
    cpuMs = []
    last = undefined
    process.send?.({ probe: {} })
  } else if (request === 'read') {
    const figures: TickFigures = { seconds: (performance.now() - startedAt) / 1000, ticks: cpuMs.length, cpuMs }
    process.send?.({ probe: figures })
  } else {
    ;(globalThis as { gc?: () => void }).gc?.()
    process.send?.({ probe: process.memoryUsage().rss / 1024 / 1024 })
  }
})
