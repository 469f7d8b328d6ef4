/** Finds the programs that tests start; installs Debian's when one is missing and may. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

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
}

export const toolNames = Object.keys(tools)

/** `{ path }`, or `{ problem }`: one line that says what to install. */
export function findTool(name, { mayInstall = false } = {}) {
  const { variable, debian, purpose, places } = tools[name]
  const look = () => [process.env[variable], ...places].find((path) => path && existsSync(path))
  const found = look()
  if (found !== undefined) return { path: found }
  if (mayInstall && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', debian)
    const installed = look()
    if (installed !== undefined) return { path: installed }
  }
  return { problem: `${purpose}: run "sudo apt-get install ${debian}", or set ${variable} to its path.` }
}
