/** Runs a load test: brings the clients, one after the other, lets them live, and ends when all have left. */
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { inOneLine, LoadClient, type LoadScenario } from './client.ts'
import type { Meter } from './meter.ts'
import { LoadError, type LoadSettings } from './settings.ts'

/** Throws `LoadError` when there is no server of ours to test. */
export async function checkTarget(url: string): Promise<void> {
  const advice = 'start one with npm start, or set LOAD_TARGET_URL.'
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch((error) => {
    throw new LoadError(`No server answers at ${url}: ${inOneLine(error)}; ${advice}`)
  })
  if (!response.ok) throw new LoadError(`${url} takes no players (status ${response.status}); ${advice}`)
}

/** `stop` ends the test before its time. */
export async function runClients(
  scenario: LoadScenario,
  settings: LoadSettings,
  meter: Meter,
  stop: AbortSignal,
): Promise<void> {
  const finished = new AbortController()
  const over = AbortSignal.any([finished.signal, stop])
  // Every client listens to it.
  setMaxListeners(0, over)
  const timer = setTimeout(() => finished.abort(), settings.durationMs)
  const course = scenario.prepare(settings)
  const lives: Promise<void>[] = []
  for (let index = 0; index < settings.clients && !over.aborted; index++) {
    lives.push(new LoadClient(index, settings, meter, over).live(course))
    await wait(settings.spawnIntervalMs)
  }
  await Promise.all(lives)
  clearTimeout(timer)
}
