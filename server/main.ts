/** Start-up: configuration, port, server, and the printed word where to go. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import pino from 'pino'
import { arena } from '../arena.config.ts'
import { type Config, ConfigError, describeSettings, readConfig } from './config.ts'
import { flotilla } from './flotilla.game.ts'
import { rehearse } from './session/rehearse.ts'

// A few hundred kilobytes survive a scavenge here: V8's helper threads spend more on meeting than on collecting.
setFlagsFromString('--no-parallel-scavenge')

// Colyseus hands its counts to pm2's telemetry where that is installed, and it always is: it comes with Colyseus's tools. Left to
// itself it measures heap and event loop every second, speaks to the parent process and catches errors that are not its own.
Object.assign(globalThis, { [Symbol.for('@pm2/io')]: { metric() {} } })

if (process.argv.includes('--help')) {
  console.log(`Flotilla is set by environment variables (default in brackets):\n${describeSettings()}`)
  process.exit(0)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  await checkPort(config)
  const log = pino({ level: config.logLevel })
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  // A connection that failed somewhere must not end the sessions of everybody.
  process.on('unhandledRejection', (error) => log.error({ error }, 'a promise failed that nobody waited for'))
  const server = await arena({ config, log, version })
  rehearse(flotilla)
  await server.listen(config.port, config.host)
  console.log(welcomeText(config))
}

/** Refuses a port that cannot be had before anything else starts: the transport's own error would come without an exit. */
function checkPort({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new ConfigError(portProblem(error, port, host))))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function portProblem(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1} npm start.`
    case 'EACCES':
      return `Port ${port} may not be used by this account: choose one above 1023 with PORT=2567 npm start.`
    default:
      return `HOST=${host} is no address of this machine (${error.code}): set HOST to 127.0.0.1 or 0.0.0.0.`
  }
}

function welcomeText({ port, host }: Config): string {
  const isLocal = host === '127.0.0.1' || host === 'localhost' || host === '::1'
  const own = `http://${isLocal || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`
  if (isLocal) {
    return `\nFlotilla is ready: open ${own}\nFriends on the same network can join when you start it with HOST=0.0.0.0 npm start\n`
  }
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => `http://${entry.address}:${port}`)
  return `\nFlotilla is ready: open ${own}\nFriends on the same network open ${addresses.join(' or ') || own}\n`
}
