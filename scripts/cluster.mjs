/** `npm run cluster -- --processes 3`: a private Redis, a private PostgreSQL, several servers and nginx in front, on one address; Ctrl-C ends them all. */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkNode } from './check-node.mjs'
import { findTool } from './tools.mjs'

checkNode()
const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    port: { type: 'string', default: '8080' },
    /** Where PostgreSQL's files lie; a folder of its own that goes with the cluster when none is named. */
    data: { type: 'string', default: '' },
  },
})
const count = Number(values.processes)
const port = Number(values.port)
if (!Number.isInteger(count) || count < 1 || count > 32)
  stopWith(`--processes ${values.processes}: say how many, 1 to 32.`)
if (!Number.isInteger(port) || port < 1 || port > 65535) stopWith(`--port ${values.port}: say a port, 1 to 65535.`)

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'flotilla-cluster-'))
const children = []
let isEnding = false
let postgres

const redisPort = await freePort()
start(
  'Redis',
  tool('redis'),
  ['--port', redisPort, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
  {},
  'ignore',
)
tool('postgresql')
// Not before: an old Node could not read it, and is told so above.
const { startPostgres } = await import('../loadtest/bench/postgres.ts')
const dataDir = values.data && resolve(values.data)
postgres = await startPostgres(dataDir).catch((error) => stopWith(error.message))
const ports = []
for (let number = 1; number <= count; number++) {
  ports.push(await freePort())
  startServer(number, ports.at(-1))
}
await Promise.all(ports.map(isReady))
writeNginx()
start('nginx', tool('nginx'), ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;'])
await isReady(port)
console.log(`\n${count} processes behind one address: open http://127.0.0.1:${port}\nCtrl-C ends them all.`)
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))
// Whoever started it has gone: nobody else would end them.
process.stdout.on('error', () => end(1))

/** One that was ready and ends is started again, as a service would be: its sessions go on with the others meanwhile. */
function startServer(number, at) {
  const env = {
    PORT: String(at),
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PUBLIC_ADDRESS: `127.0.0.1:${port}/p${number}`,
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir || join(folder, 'data'),
    TRUSTED_PROXIES: '127.0.0.1',
  }
  const child = start(`Server ${number}`, process.execPath, [join(root, 'server', 'main.ts')], env, undefined, () => {
    if (!child.isReady) return false
    console.error(`Server ${number} (process ${child.pid}) ended; another takes its place.`)
    startServer(number, at)
    return true
  })
  isReady(at).then(() => {
    child.isReady = true
    console.log(`Server ${number} is process ${child.pid}.`)
  })
}

/** A child whose end is the end of all, unless `replace` starts another. */
function start(name, command, args, env = {}, stdio = ['ignore', 'ignore', 'inherit'], replace = () => false) {
  const child = spawn(command, args.map(String), { env: { ...process.env, ...env }, stdio, cwd: root })
  children.push(child)
  child.on('exit', (status) => {
    if (isEnding || replace()) return
    console.error(`${name} ended (${status}); so does the cluster.`)
    end(1)
  })
  return child
}

function end(status) {
  if (isEnding) return
  isEnding = true
  void endAll().then(() => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(status)
  })
}

/** Last started, first ended: nginx, then the servers together, which still hand over what they have, then their Redis. */
async function endAll() {
  const [redis, ...others] = children
  await Promise.all(others.reverse().map(ended))
  if (redis) await ended(redis)
  postgres?.stop()
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })
}

/** nginx's own files stand as they are in deploy/; only which processes there are and where to listen is written here. */
function writeNginx() {
  copyFileSync(join(root, 'deploy', 'nginx.conf'), join(folder, 'nginx.conf'))
  mkdirSync(join(folder, 'temp'))
  // Its workers run under another account when root starts it.
  for (const path of [folder, join(folder, 'temp')]) chmodSync(path, 0o755)
  const servers = ports.map((at) => `  server 127.0.0.1:${at} max_fails=1 fail_timeout=2s;`).join('\n')
  const known = ports.map((at, index) => `  ${index + 1} 127.0.0.1:${at};`).join('\n')
  const processes = `upstream flotilla {\n${servers}\n}\nmap $process $flotilla_process {\n  default '';\n${known}\n}\n`
  writeFileSync(join(folder, 'flotilla-processes.conf'), processes)
  writeFileSync(join(folder, 'flotilla-listen.conf'), `listen 127.0.0.1:${port};\n`)
}

async function isReady(at) {
  for (let tries = 0; tries < 1200; tries++) {
    const answer = await fetch(`http://127.0.0.1:${at}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  console.error(`Nothing ready on port ${at} after a minute.`)
  end(1)
}

function tool(name) {
  const { path, problem } = findTool(name, { mayInstall: true })
  return path ?? stopWith(problem)
}

function stopWith(problem) {
  console.error(problem)
  process.exit(1)
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(free))
    })
  })
}
