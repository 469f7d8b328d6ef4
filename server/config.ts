/** The environment as typed configuration; a value that cannot work stops the start with one clear line. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { type Patience, patience } from './session/session.ts'

/** Entries between commas, each of this shape. */
const listOf = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(entry))

/** Addresses and networks, but not the network of everybody. */
const addressList = listOf(
  z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).refine((entry) => !entry.endsWith('/0')),
)
const originList = listOf(z.string().regex(/^https?:\/\/[\w.-]+(:\d+)?$/))

/** Every setting: its shape, its default, its meaning. `npm start -- --help` prints this table. */
const settings = {
  PORT: {
    shape: z.coerce.number().int().min(1).max(65535),
    default: '2567',
    meaning: 'port to listen on, 1–65535',
  },
  HOST: {
    shape: z.string().min(1).max(255),
    default: '127.0.0.1',
    meaning: 'address to listen on; 0.0.0.0 lets friends on the same network join',
  },
  DATA_DIR: {
    shape: z.string().min(1),
    default: 'data',
    meaning: 'folder for what must survive a restart: the database',
  },
  DATABASE_URL: {
    shape: z.union([z.literal(''), z.url({ protocol: /^postgres(ql)?$/ })]),
    default: '',
    meaning:
      'postgres://[user:password@]host:port/name of the PostgreSQL that several processes share; empty for the database in DATA_DIR',
  },
  LOG_LEVEL: {
    shape: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    meaning: 'fatal, error, warn, info, debug, trace or silent',
  },
  MONITOR_PASSWORD: {
    shape: z.union([z.literal(''), z.string().min(8).max(128)]),
    default: '',
    meaning: 'password of /monitor and /metrics (user "admin"), at least 8 characters; empty switches them off',
  },
  REDIS_URL: {
    shape: z.union([z.literal(''), z.url({ protocol: /^rediss?$/ })]),
    default: '',
    meaning: 'redis://[:password@]host:port of the Redis that several processes share; empty for one process alone',
  },
  PUBLIC_ADDRESS: {
    shape: z.union([z.literal(''), z.string().regex(/^[\w.-]+(:\d+)?(\/[\w-]+)*$/)]),
    default: '',
    meaning: 'host:port/path at which pages reach this very process, without protocol; empty for HOST:PORT',
  },
  TRUSTED_PROXIES: {
    shape: addressList,
    default: '',
    meaning:
      'addresses or networks of the proxies whose X-Forwarded-For is believed, as 10.0.0.1,10.1.0.0/16; empty for none',
  },
  CORS_ORIGIN: {
    shape: originList,
    default: '',
    meaning: 'origins of pages elsewhere that may connect, as https://play.example,https://x.example; empty for none',
  },
  RATE_LIMIT_FACTOR: {
    shape: z.coerce.number().int().min(1).max(10_000),
    default: '1',
    meaning: 'how many times more than usual one address may ask, 1–10000; for load tests',
  },
  JWT_PRIVATE_KEY: {
    shape: z.union([z.literal(''), z.string().regex(/^-----BEGIN PRIVATE KEY-----/)]),
    default: '',
    meaning: 'RSA key that signs access tokens (PKCS 8, PEM); empty for keys of its own in the database',
  },
  MAX_SESSIONS: {
    shape: z.coerce.number().int().min(1).max(10_000),
    default: '100',
    meaning: 'sessions that this process takes, 1–10000; 1 gives each game a process of its own',
  },
  HOLD_SECONDS: {
    shape: z.coerce.number().int().min(5).max(3600),
    default: String(patience.hold),
    meaning: 'how long a lost connection keeps its seats, 5–3600',
  },
  EMPTY_SECONDS: {
    shape: z.coerce.number().int().min(5).max(86_400),
    default: String(patience.empty),
    meaning: 'how long a session waits for somebody when nobody is connected, 5–86400',
  },
  IDLE_SECONDS: {
    shape: z.coerce.number().int().min(60).max(86_400),
    default: String(patience.idleLobby),
    meaning: 'how long a session that has not started waits for anybody to do anything, 60–86400',
  },
} as const satisfies Record<string, { shape: z.ZodType; default: string; meaning: string }>

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string
  logLevel: z.infer<(typeof settings)['LOG_LEVEL']['shape']>
  monitorPassword: string
  redisUrl: string
  publicAddress: string
  trustedProxies: string[]
  corsOrigins: string[]
  rateLimitFactor: number
  jwtPrivateKey: string
  maxSessions: number
  patience: Patience
}

/** A configuration that cannot work; the message is one line that says what to change. */
export class ConfigError extends Error {}

/** Reads the settings from `environment`. Throws `ConfigError` for the first one that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = <Name extends keyof typeof settings>(name: Name): z.infer<(typeof settings)[Name]['shape']> => {
    const { shape, default: standard, meaning } = settings[name]
    const result = shape.safeParse(environment[name]?.trim() || standard)
    if (result.success) return result.data as z.infer<(typeof settings)[Name]['shape']>
    throw new ConfigError(`${name}=${shown(name, environment[name])} cannot be used: set ${name} to ${meaning}.`)
  }
  const [port, host] = [read('PORT'), read('HOST')]
  if (read('REDIS_URL') !== '' && read('DATABASE_URL') === '') {
    throw new ConfigError(
      'REDIS_URL is set and DATABASE_URL is not: several processes cannot share the database in DATA_DIR; set DATABASE_URL to a PostgreSQL, or leave REDIS_URL empty.',
    )
  }
  return {
    port,
    host,
    dataDir: resolve(read('DATA_DIR')),
    databaseUrl: read('DATABASE_URL'),
    logLevel: read('LOG_LEVEL'),
    monitorPassword: read('MONITOR_PASSWORD'),
    redisUrl: read('REDIS_URL'),
    publicAddress: read('PUBLIC_ADDRESS') || `${host}:${port}`,
    trustedProxies: read('TRUSTED_PROXIES'),
    corsOrigins: read('CORS_ORIGIN'),
    rateLimitFactor: read('RATE_LIMIT_FACTOR'),
    jwtPrivateKey: read('JWT_PRIVATE_KEY'),
    maxSessions: read('MAX_SESSIONS'),
    patience: {
      ...patience,
      hold: read('HOLD_SECONDS'),
      empty: read('EMPTY_SECONDS'),
      idleLobby: read('IDLE_SECONDS'),
    },
  }
}

/** An address is shown without its password, wherever the mistake in it is. */
const shown = (name: string, value = '') =>
  JSON.stringify(name.endsWith('_KEY') ? '…' : name.endsWith('_URL') ? value.replace(/(\/\/|^)[^/]*@/, '$1…@') : value)

/** The table of settings as text for people. */
export function describeSettings(): string {
  return Object.entries(settings)
    .map(([name, { default: standard, meaning }]) => `  ${name.padEnd(18)}${meaning} (${standard || 'empty'})`)
    .join('\n')
}
