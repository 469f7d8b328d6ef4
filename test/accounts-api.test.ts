/** The routes as a whole: all of them documented, all of them strict, and a browser's way through an account. */
import assert from 'node:assert/strict'
import { Validator } from '@seriousme/openapi-schema-validator'
import { eq } from 'drizzle-orm'
import type { SignedIn } from '../schema/accounts.ts'
import type { OpenApi, Operation } from '../server/api/openapi.ts'
import { players } from '../server/persistence/tables.ts'
import { fresh, password } from './accounts.ts'
import { freshPlace, openAt } from './databases.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const id = '6f1b8a6e-58a3-4c41-9a3a-0b9ad1b7a000'

describe('the catalogue of routes', () => {
  let server: TestServer
  let document: OpenApi
  let player: TestPlayer
  /** Whom every route lets in. */
  let operator: TestPlayer
  const nobody = () => new TestPlayer(server.url)
  before(async () => {
    const where = await freshPlace.postgres()
    server = await startServer({ definition: tug, env: { DATABASE_URL: where.url } })
    document = (await nobody().ask('/openapi.json')).body as unknown as OpenApi
    player = await TestPlayer.signIn(server.url, 'Mira')
    operator = await TestPlayer.signIn(server.url, 'Ops')
    const database = await openAt(where)
    await database.orm.update(players).set({ role: 'admin' }).where(eq(players.id, operator.id))
    await database.close()
  })
  after(() => server.stop())

  const operations = (pick: (operation: Operation) => boolean) =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => pick(operation))
        .map(([method, operation]) => ({ path: path.replace(/\{\w+\}/, id), method, operation })),
    )
  const send = (asker: TestPlayer, { path, method }: { path: string; method: string }, body: string) =>
    asker.ask(path, { method: method.toUpperCase(), ...(method === 'get' ? {} : { body }) })

  it('is a valid OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never)
    assert.ok(valid, JSON.stringify(errors))
    const ids = operations(() => true).map(({ operation }) => operation.operationId)
    assert.equal(new Set(ids).size, ids.length)
  })

  it('names every route that the server answers to', () => {
    // The pages that people open are no routes of programs.
    const pages = ['/', '/account', '/gallery', '/join/{code}', '/play/{id}']
    const stack = server.express.router.stack as { route?: { path: string | string[]; methods: object } }[]
    const answered = stack.flatMap(({ route }) =>
      [route?.path ?? []].flat().flatMap((path) => Object.keys(route!.methods).map((method) => ({ path, method }))),
    )
    const known = answered.map(({ path, method }) => ({ path: path.replace(/:(\w+)/g, '{$1}'), method }))
    const missing = known.filter(({ path, method }) => !pages.includes(path) && !document.paths[path]?.[method])
    assert.deepEqual(missing, [])
    const count = operations(() => true).length
    assert.ok(count > 20)
    assert.equal(known.filter(({ path }) => !pages.includes(path)).length, count)
  })

  it('refuses a body of the wrong shape with 400, and names the field', async () => {
    const withBody = operations(({ requestBody }) => requestBody !== undefined)
    assert.ok(withBody.length > 8)
    for (const one of withBody) {
      const schema = one.operation.requestBody!.content['application/json']!.schema as { properties: object }
      const [field] = Object.keys(schema.properties)
      const wrong = await send(operator, one, JSON.stringify({ [field!]: [{ no: 'such thing' }] }))
      const where = `${one.method} ${one.path}`
      assert.equal(wrong.status, 400, where)
      assert.match(wrong.body.error?.detail ?? '', new RegExp(`^${field}: `), where)
      const extra = await send(operator, one, JSON.stringify({ surprise: 1 }))
      assert.equal(extra.status, 400, where)
      const broken = await send(operator, one, '{"name":')
      assert.deepEqual([broken.status, broken.body.error?.code], [400, 'bad-shape'], where)
    }
  })

  it('Security 6: refuses a body that is too large with 413, also one that only unpacks to that', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(20_000) })
    for (const one of operations(({ requestBody }) => requestBody !== undefined)) {
      const { status, body } = await send(player, one, large)
      assert.deepEqual([status, body.error?.detail], [413, 'body: Too large.'], one.path)
    }
    const packed = await new Response(
      new Blob([JSON.stringify({ name: 'x'.repeat(5_000_000) })]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer()
    assert.ok(packed.byteLength < 16_000)
    const bomb = await fetch(`${server.url}/auth/guest`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: packed,
    })
    assert.equal(bomb.status, 413)
  })

  it('refuses with 401 whoever has no token where one is needed, and with 403 who is no operator', async () => {
    for (const one of operations(({ security }) => security.length > 0)) {
      for (const asker of [nobody(), Object.assign(nobody(), { token: 'garbage' })]) {
        const { status, body } = await send(asker, one, '{}')
        assert.deepEqual([status, body.error?.code], [401, 'not-signed-in'], one.path)
      }
    }
    const { status, body } = await player.ask('/admin/analytics')
    assert.deepEqual([status, body.error?.code], [403, 'admin-only'])
  })

  it('documents every refusal that it gives', async () => {
    for (const one of operations(() => true)) {
      // A new one each time: some of these routes end them.
      const { status } = await send(await TestPlayer.signIn(server.url, 'Mira'), one, '{}')
      assert.ok(String(status) in one.operation.responses, `${one.method} ${one.path} answers ${status}`)
    }
  })

  it('answers an unknown route with 404, in words', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, body } = await player.ask('/auth/nothing', { method })
      assert.deepEqual([status, body.error?.code], [404, 'unknown-route'])
    }
  })

  it('Security 7: takes payloads that reach for prototypes as what they are', async () => {
    const put = (body: string) => player.ask('/players/me/preferences', { method: 'PUT', body })
    const reaching = [
      '{"__proto__":{"role":"admin"}}',
      '{"keys":{"__proto__":"KeyA"}}',
      '{"constructor":{"prototype":1}}',
    ]
    for (const body of reaching) {
      const { status } = await put(body)
      assert.ok(status === 200 || status === 400, `${body} is answered with ${status}`)
      const kept = (await player.ask('/players/me/preferences')).body
      assert.deepEqual(Object.getPrototypeOf(kept), Object.prototype)
      assert.equal('role' in kept, false)
    }
    assert.equal(({} as { role?: string }).role, undefined)
    assert.equal((await player.ask('/admin/analytics')).status, 403)
  })

  it('is a page too, which names every route and loads nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/api`)
    const html = await response.text()
    for (const path of Object.keys(document.paths)) assert.ok(html.includes(`<code>${path}</code>`), path)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/)
    assert.doesNotMatch(html, /<script|style=|https?:\/\//)
    const links = [...html.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map((match) => match[1]!)
    const css = await (await fetch(`${server.url}/api/style.css`)).text()
    const fonts = [...css.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1]!)
    assert.ok(fonts.length > 0)
    for (const link of [...links, ...fonts].filter((path) => path !== '/')) {
      assert.equal((await fetch(server.url + link)).status, 200, link)
    }
  })
})

describe("a browser's way through an account", () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ definition: tug, env: { TRUSTED_PROXIES: '127.0.0.1' } })
  })
  after(() => server.stop())

  /** A browser, as far as cookies go. */
  const browser = () => {
    let cookie = ''
    return {
      cookie: () => cookie,
      async post(path: string, body: object = {}, headers: Record<string, string> = {}) {
        const response = await fetch(server.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie, ...headers },
          body: JSON.stringify(body),
        })
        const set = response.headers.get('set-cookie')
        if (set !== null) cookie = set.split(';')[0]!
        return { status: response.status, set: set ?? '', body: (await response.json()) as SignedIn }
      },
    }
  }

  it('keeps the refresh token where no script and no other site gets at it', async () => {
    const { set, body } = await browser().post('/auth/guest', { name: 'Mira' })
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/auth', 'Max-Age=2592000'])
      assert.ok(set.includes(part), set)
    assert.ok(!set.includes('Secure'), 'this is plain HTTP')
    assert.equal(body.refreshToken, undefined)
    const behindTls = await browser().post('/auth/guest', { name: 'Mira' }, { 'x-forwarded-proto': 'https' })
    assert.match(behindTls.set, /; Secure/)
    const asProgram = await browser().post('/auth/guest', { name: 'Mira', bearer: true })
    assert.deepEqual([asProgram.set, asProgram.body.refreshToken?.length], ['', 43])
  })

  it('lets no page of another site ask with the cookie', async () => {
    const answers = [
      await fetch(`${server.url}/auth/refresh`, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } }),
      await fetch(`${server.url}/health/live`, { headers: { origin: 'http://evil.example' } }),
    ]
    for (const { headers } of answers) {
      assert.equal(headers.get('access-control-allow-credentials'), null)
      assert.notEqual(headers.get('access-control-allow-origin'), 'http://evil.example')
    }
  })

  it('goes from guest to account and back in elsewhere, by cookie alone', async () => {
    const here = browser()
    const guest = await here.post('/auth/guest', { name: 'Mira' })
    const renamed = await here.post('/auth/guest', { name: 'Mira B' })
    assert.equal(renamed.body.player.id, guest.body.player.id)
    const token = (await here.post('/auth/refresh')).body.token
    const name = fresh()
    const account = await here.post('/auth/register', { name, password }, { authorization: `Bearer ${token}` })
    assert.deepEqual([account.status, account.body.player.id], [200, guest.body.player.id])
    assert.match(account.set, /Max-Age=7776000/)
    assert.equal((await here.post('/auth/refresh')).status, 200)
    const stale = here.cookie()
    assert.equal((await here.post('/auth/sign-out')).status, 200)
    assert.equal((await browser().post('/auth/refresh', {}, { cookie: stale })).status, 401)
    assert.equal((await here.post('/auth/refresh')).status, 401)

    const elsewhere = browser()
    const back = await elsewhere.post('/auth/sign-in', { name: name.toUpperCase(), password })
    assert.deepEqual([back.body.player.id, back.body.player.name], [guest.body.player.id, name])
    const recovered = await browser().post('/auth/recover', {
      name,
      recoveryCode: account.body.recoveryCode,
      password: 'new words for it',
    })
    assert.equal(recovered.status, 200)
    assert.equal((await elsewhere.post('/auth/refresh')).status, 401)
  })

  it('does not make a second person of who registers with a token that has ended', async () => {
    const { status, body } = await browser().post(
      '/auth/register',
      { name: fresh(), password },
      { authorization: 'Bearer of.bad.news' },
    )
    assert.deepEqual([status, (body as { error?: { code: string } }).error?.code], [401, 'not-signed-in'])
  })

  it('does not tell whether an account exists: same answer to an unknown name and a wrong password', async () => {
    const name = fresh()
    await browser().post('/auth/register', { name, password })
    const answers = await Promise.all(
      [name, 'No One Here'].map(async (one) => {
        const response = await fetch(`${server.url}/auth/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: one, password: 'not that at all' }),
        })
        const headers = Object.fromEntries(response.headers)
        return { status: response.status, text: await response.text(), names: Object.keys(headers) }
      }),
    )
    assert.deepEqual(answers[0], answers[1])
  })

  it('shows, changes, downloads and deletes what is kept of somebody', async () => {
    const player = await TestPlayer.signIn(server.url, 'Mira')
    const patched = await player.ask('/players/me', {
      method: 'PATCH',
      body: JSON.stringify({ status: 'Weapons  free' }),
    })
    assert.equal((patched.body as unknown as { status: string }).status, 'Weapons free')
    const other = await TestPlayer.signIn(server.url, 'Bo')
    assert.deepEqual((await other.ask(`/players/${player.id}`)).body, patched.body)
    assert.equal((await other.ask(`/players/${player.id}/record`)).status, 200)
    const download = await fetch(`${server.url}/players/me/export`, {
      headers: { authorization: `Bearer ${player.token}` },
    })
    assert.match(download.headers.get('content-disposition') ?? '', /attachment; filename=flotilla-export.json/)
    assert.equal((await player.ask('/auth/account', { method: 'DELETE' })).status, 200)
    assert.equal((await player.ask('/players/me')).status, 401)
    for (const gone of [player.id, 'nobody']) {
      const { status, body } = await other.ask(`/players/${gone}`)
      assert.deepEqual([status, body.error?.code], [404, 'no-such-person'])
    }
  })
})
