/** Finds the programs that tests start; installs Debian's when one is missing and may. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where each program may lie, the variable that names another place, and what to install. */
const tools = {
  chromium: {
    variable: 'CHROMIUM',
    debian: 'chromium',
    purpose: 'Browser tests need Chromium',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  redis: {
    variable: 'REDIS_SERVER',
    debian: 'redis-server',
    purpose: 'Tests of several processes need Redis',
    places: ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'],
  },
  nginx: {
    variable: 'NGINX',
    debian: 'nginx',
    purpose: 'Several processes on one address need nginx',
    places: ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'],
  },
  /** Its `initdb`; the other programs lie beside it. */
  postgresql: {
    variable: 'POSTGRESQL_INITDB',
    debian: 'postgresql',
    purpose: 'Tests of the database need PostgreSQL',
    // Looked for anew each time: it may just have been installed.
    get places() {
      return [...postgresPlaces(), '/usr/local/bin/initdb', '/opt/homebrew/bin/initdb', '/usr/bin/initdb']
    },
  },
}

/** Debian keeps every version's programs in a folder of its own; only the newest is of interest. */
function postgresPlaces() {
  const folder = '/usr/lib/postgresql'
  const versions = existsSync(folder) ? readdirSync(folder).sort((one, other) => Number(other) - Number(one)) : []
  return versions.map((version) => join(folder, version, 'bin', 'initdb'))
}

export const toolNames = Object.keys(tools)

/** `{ path }`, or `{ problem }`: one line that says what to install. */
export function findTool(name, { mayInstall = false } = {}) {
  const { variable, debian, purpose } = tools[name]
  const look = () => [process.env[variable], ...tools[name].places].find((path) => path && existsSync(path))
  const found = look()
  if (found !== undefined) return { path: found }
  if (mayInstall && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    install(debian)
    const installed = look()
    if (installed !== undefined) return { path: installed }
  }
  return { problem: `${purpose}: run "sudo apt-get install ${debian}", or set ${variable} to its path.` }
}

/** Installs Debian's package without letting it start a service of the system. */
function install(debian) {
  const policy = '/usr/sbin/policy-rc.d'
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', debian)
  if (isOurs) rmSync(policy)
}
