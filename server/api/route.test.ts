/** Rules of routes: who may, what fits, and what leaves the server when something fails. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { z } from 'zod'
import type { Role } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { answerErrors, UnavailableError, unknownRoute } from '../http.ts'
import { openLimits } from '../rate-limits.ts'
import { defineRoute, mount, type Route } from './route.ts'

const player = { id: '6f1b8a6e-58a3-4c41-9a3a-0b9ad1b7a000', name: 'Mira', signIn: '', until: 0 }
const common = { tag: 'Operators', summary: '', answer: z.unknown() } as const
const failing = (path: string, error: Error) =>
  defineRoute({ ...common, method: 'get', path, who: 'anybody', handle: () => Promise.reject(error) })

const routes: Route[] = [
  failing('/broken', new Error('SELECT secret FROM credentials')),
  failing('/away', new UnavailableError('the database is away')),
  defineRoute({
    ...common,
    method: 'post',
    path: '/said/:id',
    who: 'player',
    body: z.strictObject({ name: z.string().max(3) }),
    query: z.strictObject({ days: z.coerce.number().default(7) }),
    handle: async ({ body, query, parameter, player: { name } }) => ({ body, query, parameter, name }),
  }),
  defineRoute({ ...common, method: 'get', path: '/office', who: 'admin', handle: async () => 'in' }),
  defineRoute({ ...common, method: 'get', path: '/watch', who: 'moderator', handle: async () => 'in' }),
  defineRoute({ ...common, method: 'get', path: '/few', who: 'player', limit: 'export', handle: async () => 'some' }),
]

describe('a route', () => {
  let server: Server
  let role: Role = 'player'
  const seen: string[] = []
  const logged: string[] = []
  before(async () => {
    const app = express()
    app.use(express.json())
    mount(app, routes, {
      identities: {
        async verify(token) {
          if (token !== 'good') throw new RefusedError('not-signed-in')
          return player
        },
      },
      limits: openLimits(1),
      roleOf: async () => role,
      seen: (id) => seen.push(id),
    })
    app.use(unknownRoute)
    app.use(answerErrors(pino({ level: 'error' }, { write: (line: string) => void logged.push(line) })))
    server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => server.close())

  const ask = async (path: string, init: RequestInit = {}) => {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...init.headers },
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  it('that fails says so without a word of why, which stands in the log', async () => {
    const { status, text } = await ask('/broken')
    assert.equal(status, 500)
    assert.equal(JSON.parse(text).error.code, 'server-error')
    assert.doesNotMatch(text, /secret|route\.test|\bat /)
    assert.equal(logged.length, 1)
  })

  it('that cannot answer for now says that, and no fault is logged', async () => {
    logged.length = 0
    const { status, text } = await ask('/away')
    assert.deepEqual([status, JSON.parse(text).error.code, logged], [503, 'server-busy', []])
  })

  it('gets what fits its shapes, from body, query and path, and who asks', async () => {
    seen.length = 0
    const { text } = await ask('/said/here?days=3', { method: 'POST', body: '{"name":"abc"}' })
    assert.deepEqual(JSON.parse(text), { body: { name: 'abc' }, query: { days: 3 }, parameter: 'here', name: 'Mira' })
    assert.deepEqual(seen, [player.id])
  })

  it('refuses what does not fit, and names the field', async () => {
    const wrong = {
      '{"name":"abcd"}': /name: /,
      '{}': /name: /,
      '[]': /body: /,
      '{"name":"a","more":1}': /body: .*more/,
    }
    for (const [body, field] of Object.entries(wrong)) {
      const { status, text } = await ask('/said/here', { method: 'POST', body })
      assert.equal(status, 400, body)
      assert.match(JSON.parse(text).error.detail, field)
    }
    assert.equal((await ask('/said/here?days=x', { method: 'POST', body: '{"name":"a"}' })).status, 400)
    assert.equal((await ask('/said/here?weeks=1', { method: 'POST', body: '{"name":"a"}' })).status, 400)
  })

  it('is open to whom it says', async () => {
    const stranger = { headers: { authorization: 'Bearer bad' } }
    assert.equal((await ask('/said/here', { method: 'POST', body: '{"name":"a"}', ...stranger })).status, 401)
    assert.equal((await ask('/office', stranger)).status, 401)
    assert.equal((await ask('/office')).status, 403)
    role = 'admin'
    assert.equal((await ask('/office')).status, 200)
  })

  it('of moderators is open to operators too, and theirs to no moderator', async () => {
    const statuses = async (asker: Role) => {
      role = asker
      return [(await ask('/watch')).status, (await ask('/office')).status]
    }
    assert.deepEqual(await statuses('player'), [403, 403])
    assert.match((await ask('/watch')).text, /moderator-only/)
    assert.deepEqual(await statuses('moderator'), [200, 403])
    assert.match((await ask('/office')).text, /admin-only/)
    assert.deepEqual(await statuses('admin'), [200, 200])
  })

  it('asked too often says when to come again', async () => {
    const answers = []
    for (let count = 0; count <= 10; count++) answers.push(await ask('/few'))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [...Array(10).fill(200), 429],
    )
    const after = Number(answers.at(-1)?.headers.get('retry-after'))
    assert.ok(after > 0 && after <= 3600)
  })
})
