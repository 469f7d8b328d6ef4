/** Starts a peer's server and its clients, each in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { asker } from '../bench/asker.ts'
import { startServerProcess } from '../bench/server-process.ts'
import { freePort } from '../bench/waiting.ts'
import type { PeerName } from './catalogue.ts'
import type { PeerClientOptions } from './clients.ts'
import type { PeerServerOptions } from './server.ts'
import type { Truth } from './truth.ts'

/** Ticks a second of every world that is compared. */
export const hz = 20

interface Server {
  url: string
  ask<Answer>(request: string): Promise<Answer>
  stop(): Promise<void>
}

interface Clients {
  ask<Answer>(request: string, truths?: Truth[]): Promise<Answer>
  stop(): Promise<void>
}

interface WorldOptions {
  ships: number
  entities: number
  seed: number
}

/** A server whose world waits for `begin`; without a peer, the simulation alone. Ours begins with its session. */
export async function startPeerServer(peer: PeerName | undefined, options: WorldOptions): Promise<Server> {
  if (peer === 'flotilla') return startServerProcess({ ...options, hz })
  const port = await freePort()
  const arguments_: PeerServerOptions = { ...options, ...(peer && { peer }), port }
  const child = await startChild('server.ts', arguments_)
  return { url: `http://127.0.0.1:${port}`, ask: asker(child), stop: () => end(child) }
}

/** All clients of one peer, connected. */
export async function startPeerClients(options: PeerClientOptions): Promise<Clients> {
  const child = await startChild('clients.ts', options)
  const ask = asker(child)
  return { ask: (request, truths) => ask({ request, truths }), stop: () => end(child) }
}

async function startChild(file: string, options: object): Promise<ChildProcess> {
  const path = new URL(file, import.meta.url)
  const child = fork(path, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
    child.on('message', (message) => {
      if ((message as { probe?: unknown }).probe === 'ready') resolve()
    })
  })
  return child
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  return ended
}
