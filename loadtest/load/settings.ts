/** Settings of a load test: environment → numbers, refused in one line when they cannot work. */
import { z } from 'zod'

export interface LoadSettings {
  /** Origin of the server, without a slash at its end. */
  url: string
  clients: number
  durationMs: number
  /** Between two actions of one client. */
  updateIntervalMs: number
  /** Between the arrivals of two clients. */
  spawnIntervalMs: number
  seed: number
}

/** Something that cannot work; the message is one line that says what to change. */
export class LoadError extends Error {}

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const dayMs = 24 * 60 * 60 * 1000

const settings = {
  LOAD_TARGET_URL: {
    shape: z.url({ protocol: /^https?$/, hostname: /./ }).transform((url) => new URL(url).origin),
    default: 'http://localhost:2567',
    meaning: 'address of the server, http or https',
  },
  LOAD_CLIENTS: { shape: whole(1, 100_000), default: '50', meaning: 'number of clients, 1–100000' },
  LOAD_DURATION_MS: {
    shape: whole(100, dayMs),
    default: '60000',
    meaning: 'how long the test runs, arrivals included, in ms, 100–86400000',
  },
  LOAD_UPDATE_INTERVAL_MS: {
    shape: whole(50, dayMs),
    default: '1000',
    meaning: 'time between two actions of one client in ms, 50–86400000',
  },
  LOAD_SPAWN_INTERVAL_MS: {
    shape: whole(0, dayMs),
    default: '50',
    meaning: 'time between the arrivals of two clients in ms, 0–86400000',
  },
} as const satisfies Record<string, { shape: z.ZodType; default: string; meaning: string }>

/** Reads the settings from `environment`. Throws `LoadError` for the first one that is wrong. */
export function readLoadSettings(environment: Record<string, string | undefined>, seed: number): LoadSettings {
  const read = <Name extends keyof typeof settings>(name: Name): z.output<(typeof settings)[Name]['shape']> => {
    const { shape, default: standard, meaning } = settings[name]
    const result = shape.safeParse(environment[name]?.trim() || standard)
    if (result.success) return result.data as z.output<(typeof settings)[Name]['shape']>
    throw new LoadError(`${name}=${JSON.stringify(environment[name])} cannot be used: set ${name} to the ${meaning}.`)
  }
  const chosen = {
    url: read('LOAD_TARGET_URL'),
    clients: read('LOAD_CLIENTS'),
    durationMs: read('LOAD_DURATION_MS'),
    updateIntervalMs: read('LOAD_UPDATE_INTERVAL_MS'),
    spawnIntervalMs: read('LOAD_SPAWN_INTERVAL_MS'),
    seed,
  }
  const arrivalsMs = (chosen.clients - 1) * chosen.spawnIntervalMs
  if (arrivalsMs >= chosen.durationMs) {
    throw new LoadError(
      `LOAD_DURATION_MS=${chosen.durationMs} is over before all clients have come: they take ${arrivalsMs} ms to arrive; raise it, or lower LOAD_CLIENTS or LOAD_SPAWN_INTERVAL_MS.`,
    )
  }
  return chosen
}

/** The table of settings as text for people. */
export function describeLoadSettings(): string {
  return Object.entries(settings)
    .map(([name, { default: standard, meaning }]) => `  ${name.padEnd(26)}${meaning} (${standard})`)
    .join('\n')
}
