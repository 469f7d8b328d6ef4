/** The client of the documentation, which has no code of ours, plays on a whole server. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, run } from './run-script.ts'
import { startServer, type TestServer } from './server.ts'

const client = 'docs/third-party-client.mjs'

describe('a client of somebody else', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.stop())

  it('signs in, takes the helm, and sees its ship fly 500 units', async () => {
    const { status, out, errors } = await run([client, server.url], {})
    assert.deepEqual([status, errors], [0, ''])
    const flown = [...out.matchAll(/^.+ is at (-?\d+), (-?\d+): (\d+) units flown$/gm)].map(([, ...numbers]) =>
      numbers.map(Number),
    )
    assert.equal(flown.length, out.trim().split('\n').length)
    assert.ok(flown.length >= 6)
    const [first, last] = [flown[0]!, flown.at(-1)!]
    assert.equal(first[2], 0)
    assert.ok(last[2]! >= 500)
    assert.ok(Math.abs(Math.hypot(last[0]! - first[0]!, last[1]! - first[1]!) - last[2]!) < 3)
  }).timeout(60_000)

  it('says in one line why it is refused', async () => {
    const { status, errors } = await run([client, `${server.url}/nowhere`], {})
    assert.equal(status, 1)
    assert.match(errors, /\/auth\/guest: /)
  })

  it('has at most 60 lines and only the SDK', async () => {
    const text = await readFile(join(root, client), 'utf8')
    assert.ok(text.trimEnd().split('\n').length <= 60)
    assert.deepEqual(
      [...text.matchAll(/from '(.+)'/g)].map(([, from]) => from),
      ['@colyseus/sdk'],
    )
    assert.doesNotMatch(text, /import\(/)
  })
})
