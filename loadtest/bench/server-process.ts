/** A server in a process of its own, with the probe inside, on a free port. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asker } from './asker.ts'
import type { ProbeOptions, ProbeRequest } from './probe.ts'
import { freePort } from './waiting.ts'

export interface ServerProcess {
  url: string
  ask<Answer>(request: ProbeRequest): Promise<Answer>
  stop(): Promise<void>
}

export async function startServerProcess(
  probe: ProbeOptions,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'flotilla-bench-'))
  const root = new URL('../../', import.meta.url)
  const child = fork(new URL('server/main.ts', root), [], {
    cwd: root,
    execArgv: ['--expose-gc', '--import', new URL('probe.ts', import.meta.url).href],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      BENCH_PROBE: JSON.stringify(probe),
      LOG_LEVEL: 'error',
      RATE_LIMIT_FACTOR: '1000',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(url)
  return {
    url,
    ask: asker(child),
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(dataDir, { recursive: true })
    },
  }
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not become ready within 30 seconds`)
}
