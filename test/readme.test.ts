/** The README's examples of the API do what it says, as they are written. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './run-script.ts'
import { startServer, type TestServer } from './server.ts'

describe("the README's examples", () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  }).timeout(30_000)
  after(() => server.stop())

  it('of the API work as written', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const chapter = readme.split(/^## /m).find((part) => part.startsWith('Accounts and API'))
    const [, script] = chapter?.match(/```sh\n([\s\S]*?)```/) ?? []
    assert.ok(script !== undefined)
    assert.ok((script.match(/^curl|\(curl/gm) ?? []).length >= 4)
    // Each answer on a line of its own; the commands themselves stay as they are.
    const lines = 'curl() { command curl --fail-with-body "$@"; echo; }\n'
    const commands = script.replaceAll('http://localhost:2567', server.url)
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines + commands])
    const [registered, record, session] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual([registered.player.name, registered.player.isGuest], ['Wren', false])
    assert.ok(registered.recoveryCode && registered.refreshToken)
    assert.deepEqual(record, { totals: { games: 0, victories: 0, seconds: 0, bySeat: {} }, lines: [] })
    assert.match(session.code, /^[0-9A-Z]{8}$/)
    assert.ok(session.seat)
  })

  it('name every setting that there is', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const config = await readFile(join(root, 'server/config.ts'), 'utf8')
    const names = [...config.matchAll(/^ {2}([A-Z_]+): \{$/gm)].map(([, name]) => name!)
    assert.ok(names.length > 8)
    for (const name of names) assert.ok(readme.includes(`\`${name}\``), name)
  })
})
