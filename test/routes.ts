/** Routes on their own, for tests: mounted on an app of the test, where a player's id is their token. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { ErrorCode } from '../schema/errors.ts'
import { findPerson } from '../server/accounts/people.ts'
import { mount, type Route } from '../server/api/route.ts'
import { answerErrors, unknownRoute } from '../server/http.ts'
import type { Database } from '../server/persistence/database.ts'
import type { Limits } from '../server/rate-limits.ts'
import { log } from './accounts.ts'

export interface Answer {
  status: number
  /** Of a refusal, '' otherwise. */
  code: ErrorCode | ''
  body: never
}

export async function serveRoutes(orm: Database, limits: Limits, routes: Route[]) {
  const app = express()
  app.set('trust proxy', true)
  app.use(express.json())
  mount(app, routes, {
    identities: { verify: async (token) => ({ id: String(token), name: `Name of ${token}`, signIn: '', until: 0 }) },
    limits,
    roleOf: async (player) => (await findPerson(orm, player))?.role,
    seen: () => undefined,
  })
  app.use(unknownRoute)
  app.use(answerErrors(log))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    /** `call` is a method and a path. */
    async ask(player: string, call: string, body?: object, address = '192.0.2.1'): Promise<Answer> {
      const [method, path] = call.split(' ') as [string, string]
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${player}`,
          'x-forwarded-for': address,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const answered = (await response.json()) as { error?: { code: ErrorCode } }
      return { status: response.status, code: answered.error?.code ?? '', body: answered as never }
    },
    close: () => void server.close(),
  }
}
export type Served = Awaited<ReturnType<typeof serveRoutes>>
