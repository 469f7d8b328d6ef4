/** Rules of the start: what cannot work is one clear line and exit status 1. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import { isOneLine, root, run } from './run-script.ts'

describe('the start', () => {
  let dataDir: string
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'flotilla-start-'))
  })
  after(() => rm(dataDir, { recursive: true }))

  it('refuses a taken port, and says how to choose another', async () => {
    const holder: Server = createServer()
    const port = await new Promise<number>((resolve) =>
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)),
    )
    const { status, errors } = await run(['server/main.ts'], { PORT: String(port), DATA_DIR: dataDir })
    holder.close()
    assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
    assert.match(errors, new RegExp(`Port ${port} is taken.*PORT=`))
  })

  it('refuses a bad environment value, and names it', async () => {
    const { status, errors } = await run(['server/main.ts'], { PORT: 'http', DATA_DIR: dataDir })
    assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
    assert.match(errors, /PORT="http"/)
  })

  it("refuses an address that is not this machine's", async () => {
    const { status, errors } = await run(['server/main.ts'], {
      PORT: String(await freePort()),
      HOST: '203.0.113.7',
      DATA_DIR: dataDir,
    })
    assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
    assert.match(errors, /HOST=203\.0\.113\.7/)
  })

  it('refuses an old Node, and says which one it needs', async () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.11.0' })"
    const script = pathToFileURL(join(root, 'scripts', 'start.mjs')).href
    const { status, errors } = await run(['--input-type=module', '-e', `${pretend}; await import('${script}')`], {})
    assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
    assert.match(errors, /22\.18.*20\.11\.0/)
  })

  it('prints the address to open and how friends join, and answers as ready', async () => {
    const port = await freePort()
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    let out = ''
    const heard: unknown[] = []
    child.on('message', (message) => heard.push(message))
    child.stdout!.on('data', (data) => (out += data))
    await until('it says where to go', () => out.includes(`http://localhost:${port}`), 30_000)
    assert.match(out, /HOST=0\.0\.0\.0/)
    assert.deepEqual(heard, [], 'a server tells its parent nothing unasked')
    assert.equal((await fetch(`http://127.0.0.1:${port}/health/ready`)).status, 200)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }).timeout(40_000)
})
