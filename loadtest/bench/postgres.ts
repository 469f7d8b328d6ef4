/** A private PostgreSQL on a free port: as many databases as asked for, and it can be stopped, killed and brought back. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { findTool } from '../../scripts/tools.mjs'
import { freePort, until } from './waiting.ts'

export interface PrivatePostgres {
  /** Of the database that is always there; another one has the same address with another name. */
  url: string
  urlOf(database: string): string
  /** Makes a database, empty or as a copy of another, and gives its address. */
  create(template?: string): Promise<string>
  query(text: string): Promise<unknown>
  /** Stops every process of it as it stands, until `thaw`. */
  freeze(): void
  thaw(): void
  /** Ends it without warning; `start` brings it back with what it had. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): void
}

const settings = {
  shared_buffers: '32MB',
  max_connections: '400',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
}
/** What goes with its process need not outlive the machine: what a kill leaves is in the kernel's hands without a flush. */
const settingsOfPassing = { fsync: 'off', full_page_writes: 'off' }

/** Starts one in `keptIn`, or in a folder of its own that goes with it. */
export async function startPostgres(keptIn = ''): Promise<PrivatePostgres> {
  const { path: initdb, problem } = findTool('postgresql')
  if (initdb === undefined) throw new Error(problem)
  const folder = keptIn || mkdtempSync(join(tmpdir(), 'flotilla-postgres-'))
  const [data, owner] = [join(folder, 'postgresql'), ownerOf(folder)]
  const password = makeFiles(initdb, folder, data, owner)
  const port = await freePort()
  const urlOf = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  const url = urlOf('postgres')
  let child: ChildProcess | undefined
  let made = 0

  const query = async (text: string) => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
    client.on('error', () => undefined)
    await client.connect()
    return client.query(text).finally(() => client.end())
  }
  const all = () => (child?.pid === undefined ? [] : [child.pid, ...childrenOf(child.pid)])
  const signal = (name: NodeJS.Signals) => {
    for (const id of all()) {
      try {
        process.kill(id, name)
      } catch (error) {
        // One of its processes may have ended since they were counted.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
    }
  }
  const start = async () => {
    const args = [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries({ ...settings, ...(keptIn ? {} : settingsOfPassing) }).flatMap(([name, is]) => [
        '-c',
        `${name}=${is}`,
      ]),
    ]
    // Detached: Ctrl-C is for who started it, which then stops it last.
    child = spawn(join(dirname(initdb), 'postgres'), args, { ...owner, stdio: 'ignore', cwd: data, detached: true })
    const answers = () => {
      if (child?.exitCode != null) throw new Error(`PostgreSQL ended at once: does another one run in ${data}?`)
      return query('select 1').then(Boolean, () => false)
    }
    await until('PostgreSQL answers', answers, 20_000)
  }
  const stop = () => {
    process.off('exit', stop)
    if (child?.exitCode === null) signal('SIGCONT')
    spawnSync(join(dirname(initdb), 'pg_ctl'), ['stop', '-w', '-m', keptIn ? 'fast' : 'immediate', '-D', data], {
      ...owner,
      cwd: data,
    })
    if (!keptIn) rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', stop)
  await start()
  return {
    url,
    urlOf,
    query,
    async create(template = 'template1') {
      const name = `private_${++made}`
      await query(`create database ${name} template ${template}`)
      return urlOf(name)
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async kill() {
      const ended = child && once(child, 'exit')
      signal('SIGKILL')
      await ended
    },
    start,
    stop,
  }
}

interface Owner {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root: there it runs as Debian's user for it. */
function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })))
  mkdirSync(folder, { recursive: true })
  chownSync(folder, uid!, gid!)
  return { uid: uid!, gid: gid! }
}

/** Makes the files where there are none; returns the password, which lies beside them. */
function makeFiles(initdb: string, folder: string, data: string, owner: Owner): string {
  const passwordFile = join(folder, 'postgresql-password')
  if (existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8')
  const password = randomBytes(18).toString('base64url')
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${passwordFile}.new`, password, { mode: 0o600 })
  if (owner.uid !== undefined) chownSync(`${passwordFile}.new`, owner.uid, owner.gid!)
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    `${passwordFile}.new`,
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ]
  const { status, stderr, error } = spawnSync(initdb, args, { ...owner, encoding: 'utf8', cwd: folder })
  if (status !== 0) {
    const problem = error?.message ?? stderr.trim().split('\n').at(-1)
    throw new Error(`PostgreSQL could not make its files in ${data}: ${problem}`)
  }
  // Under its own name only now: files without a password, or the other way round, would be of no use to the next start.
  writeFileSync(passwordFile, password, { mode: 0o600 })
  rmSync(`${passwordFile}.new`)
  return password
}

/** Its processes lead groups of their own, so that no signal reaches them all. */
function childrenOf(id: number): number[] {
  const path = `/proc/${id}/task/${id}/children`
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : []
}
