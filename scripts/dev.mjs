/** `npm run dev`: the server restarts and the page reloads on every change. */
import { spawn } from 'node:child_process'
import { checkNode } from './check-node.mjs'

checkNode()
const run = (command, args) => spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
const watched = ['arena.config.ts', 'server', 'simulation', 'schema'].map((path) => `--watch-path=${path}`)
const children = [run('node', [...watched, 'server/main.ts']), run('vite', ['client', '--host', '127.0.0.1'])]

const stop = () => {
  for (const child of children) child.kill()
}
for (const child of children) child.on('exit', stop)
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
console.log('Open the address that vite prints; it passes everything but the page on to the server.')
