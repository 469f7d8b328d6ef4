/** The routes of friends: what of a request reaches whom, and how it is documented. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import type { Person } from '../../schema/people.ts'
import { openApi } from '../api/openapi.ts'
import { mount } from '../api/route.ts'
import { answerErrors } from '../http.ts'
import { openLimits } from '../rate-limits.ts'
import { friendsRoutes } from './friends.routes.ts'
import type { Friends } from './friends.ts'
import { namedPeopleShapes, people as peopleShape } from './shapes.ts'
import { placeIn } from './test-presence.ts'

const id = '6f1b8a6e-58a3-4c41-9a3a-0b9ad1b7a000'
const { isConnected: _, ...place } = placeIn(id)
const bo: Person = { id, name: 'Bo', relation: 'friend', presence: { status: 'game', place } }

describe('the people routes', () => {
  let server: Server
  const asked: string[] = []
  const note =
    <Answer>(act: string, answer: Answer) =>
    async (...given: string[]) => {
      asked.push([act, ...given].join(' '))
      return answer
    }
  const friends = {
    of: note('of', [bo]),
    ask: note('ask', bo),
    askByName: note('askByName', bo),
    remove: note('remove', undefined),
    block: note('block', bo),
    unblock: note('unblock', undefined),
  } as unknown as Friends
  const routes = friendsRoutes(friends)
  before(async () => {
    const app = express()
    app.use(express.json())
    const identities = { verify: async () => ({ id: 'me', name: 'Ann', signIn: '', until: 0 }) }
    mount(app, routes, { identities, limits: openLimits(1), roleOf: async () => 'player', seen() {} })
    app.use(answerErrors(pino({ level: 'silent' })))
    server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => server.close())
  const ask = async (method: string, path: string, body?: object) => {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as { error?: { code: string } } }
  }

  it('do what they say', async () => {
    const answers = [
      await ask('GET', '/people'),
      await ask('POST', '/people', { name: 'Bo' }),
      await ask('POST', '/people', { player: id.toUpperCase() }),
      await ask('DELETE', `/people/${id}`),
      await ask('POST', `/people/${id}/block`),
      await ask('DELETE', `/people/${id}/block`),
    ]
    assert.deepEqual(
      answers.map(({ body }) => body),
      [{ people: [bo] }, bo, bo, {}, bo, {}],
    )
    assert.deepEqual(asked, [
      'of me',
      'askByName me Bo',
      `ask me ${id}`,
      `remove me ${id}`,
      `block me ${id}`,
      `unblock me ${id}`,
    ])
    assert.deepEqual(peopleShape.parse(answers[0]!.body), { people: [bo] }, 'as documented')
  })

  it('refuse what is no id, and a body with both or neither', async () => {
    asked.length = 0
    const { status, body } = await ask('DELETE', '/people/everybody')
    assert.deepEqual([status, body.error?.code], [404, 'no-such-person'])
    for (const wrong of [{}, { name: 'Bo', player: id }, { player: 'Bo' }, { name: '' }]) {
      assert.equal((await ask('POST', '/people', wrong)).status, 400)
    }
    assert.deepEqual(asked, [])
  })

  it('stand in the document with the shape of a person', () => {
    const { paths, components } = openApi(routes, namedPeopleShapes, '1')
    assert.deepEqual(Object.keys(paths), ['/people', '/people/{id}', '/people/{id}/block'])
    assert.ok('Person' in components.schemas)
  })
})
