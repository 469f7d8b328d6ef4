/** `npm start`: checks Node, builds the client, starts the server. Plain JavaScript, so that an old Node can read it and say so. */
import { spawnSync } from 'node:child_process'
import { checkNode } from './check-node.mjs'

checkNode()
if (!process.argv.includes('--help')) {
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(build.status ?? 1)
}
await import('../server/main.ts')
