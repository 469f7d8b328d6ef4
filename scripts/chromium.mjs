/** Finds the Chromium that browser tests drive; installs Debian's when it is missing and may. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const look = () => [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path))

/** `{ path }`, or `{ problem }`: one line that says what to install. */
export function findChromium({ mayInstall = false } = {}) {
  const found = look()
  if (found !== undefined) return { path: found }
  const isRoot = process.getuid?.() === 0
  if (mayInstall && isRoot && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
    const installed = look()
    if (installed !== undefined) return { path: installed }
  }
  return { problem: 'Browser tests need Chromium: run "sudo apt-get install chromium", or set CHROMIUM to its path.' }
}
