/** One live game connection a player, over whole servers: whoever comes in last has the seats, and who signs out has none. */
import assert from 'node:assert/strict'
import { WebSocket } from 'ws'
import { type ProcessCluster, startCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { at, signInDoubly } from './cluster.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const settings = { scenario: 'siege', ships: 1 }

describe('a player of two processes', () => {
  let cluster: ProcessCluster
  before(async () => {
    cluster = await startCluster(2)
  }).timeout(30_000)
  after(() => cluster.stop())

  it('has one live connection after fifty double sign-ins at once, each to another session', async () => {
    await signInDoubly(cluster, 50)
  }).timeout(60_000)

  it('is out everywhere within a second of signing out, lobby and game, and comes in no more with the old token', async () => {
    const player = await TestPlayer.signIn(cluster.processes[0]!.url, 'Bo')
    const line = await player.open(ShipReplica, { name: 'Mine', settings })
    const lobby = await at(player, cluster.processes[1]!.url).enterLobby()
    let lobbyClosed = 0
    lobby.onLeave((code) => {
      lobbyClosed = code
    })
    const other = at(player, cluster.processes[1]!.url)
    assert.equal((await other.post('/auth/sign-out', {})).status, 200)
    await until('both are closed', () => line.closed !== undefined && lobbyClosed !== 0, 1000)
    assert.deepEqual([line.closed, lobbyClosed], [closeCodes.signedOut, closeCodes.signedOut])
  }).timeout(20_000)
})

interface Seat {
  sessionId: string
  roomId: string
  processId: string
}

async function reserveAt({ url }: TestServer) {
  const player = await TestPlayer.signIn(url, 'Ann')
  const { body } = await player.post('/sessions', { name: 'S', settings })
  return { player, ...(body as unknown as { session: string; seat: Seat }) }
}

/** First byte of Colyseus's word that the room is joined. */
const joinRoom = 10

/** Opens the socket of a seat by hand; resolves to the status that refused it, to what closed it, or to 'open'. */
const dialAt = ({ url }: TestServer, { sessionId, roomId, processId }: Seat, headers: Record<string, string> = {}) =>
  new Promise<{ socket: WebSocket; came: string }>((resolve) => {
    const address = `${url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`
    const socket = new WebSocket(address, { headers })
    socket.on('unexpected-response', (_request, response) => resolve({ socket, came: `${response.statusCode}` }))
    socket.on('close', (code) => resolve({ socket, came: `closed ${code}` }))
    socket.on('message', (data: Buffer) => data[0] === joinRoom && resolve({ socket, came: 'open' }))
    socket.on('error', () => undefined)
  })

describe('a seat', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ env: { CORS_ORIGIN: 'https://play.example' } })
  })
  after(() => server.stop())

  const reserve = () => reserveAt(server)
  const dial = (seat: Seat, headers?: Record<string, string>) => dialAt(server, seat, headers)

  it('is named by 192 random bits, and no token is in its address', async () => {
    const [one, other] = [await reserve(), await reserve()]
    assert.ok(Buffer.from(one.seat.sessionId, 'base64url').length >= 24)
    assert.notEqual(one.seat.sessionId, other.seat.sessionId)
    assert.ok(!JSON.stringify(one.seat).includes(one.player.token))
  })

  it('is used once', async () => {
    const { seat } = await reserve()
    const { socket, came } = await dial(seat)
    assert.equal(came, 'open')
    assert.match((await dial(seat)).came, /^closed/)
    socket.close()
  })

  it('waits five seconds and no longer', async () => {
    const { seat } = await reserve()
    const end = Date.now() + 5500
    await until('five seconds have passed', () => Date.now() > end, 6000)
    assert.match((await dial(seat)).came, /^closed/)
  }).timeout(10_000)

  it('is for the address that asked, whatever headers say', async () => {
    const { seat } = await reserve()
    const spoofed = { 'x-real-ip': '203.0.113.7', 'x-forwarded-for': '203.0.113.7' }
    const { socket, came } = await dial(seat, spoofed)
    assert.equal(came, 'open', 'headers of strangers change nothing')
    socket.close()
  })

  it('Security 1: is refused with 403 before the upgrade when the page is of another origin', async () => {
    const foreign = ['https://evil.example', 'null', 'http://127.0.0.1:1', `${server.url}.evil.example`]
    for (const origin of foreign) {
      const { seat } = await reserve()
      assert.equal((await dial(seat, { origin })).came, '403', origin)
    }
    for (const origin of [server.url, 'https://play.example']) {
      const { seat } = await reserve()
      const { socket, came } = await dial(seat, { origin })
      assert.equal(came, 'open', origin)
      socket.close()
    }
  })

  it('is not given for somebody else, however often they ask', async () => {
    const { session } = await reserve()
    const thief = await TestPlayer.signIn(server.url, 'Eve')
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => thief.post(`/sessions/${session}/resume`, { nonce: crypto.randomUUID() })),
    )
    assert.deepEqual(new Set(answers.map(({ body }) => body.error?.code)), new Set(['not-aboard']))
  })

  it('is not taken back unasked by a page whose line was cut before its player went on elsewhere', async () => {
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const phone = await ann.open(ShipReplica, { name: 'Two devices', settings })
    const lost = phone.room.sessionId
    const laptop = await ann.resume(ShipReplica, phone.session)
    const nonce = () => crypto.randomUUID()
    const back = await ann.post(`/sessions/${phone.session}/resume`, { nonce: nonce(), lost })
    assert.equal(back.body.error?.code, 'elsewhere')
    assert.equal(laptop.closed, undefined)
    assert.equal(await laptop.command('seat.take', { group: 0, seat: 'helm' }), '')
    // Also when the newer line is gone by then: only a person takes the seat back.
    await ann.open(ShipReplica, { name: 'Another session', settings })
    await until('the laptop is overtaken', () => laptop.closed === closeCodes.elsewhere)
    const later = { nonce: nonce(), lost: laptop.room.sessionId }
    assert.equal((await ann.post(`/sessions/${phone.session}/resume`, later)).body.error?.code, 'elsewhere')
    assert.equal((await ann.post(`/sessions/${phone.session}/resume`, { nonce: nonce() })).status, 200)
  })

  it('is one, however often a player asks to come back, and the storm costs nobody their line', async () => {
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const bo = await TestPlayer.signIn(server.url, 'Bo')
    const line = await ann.open(ShipReplica, { name: 'Storm', settings })
    const other = await bo.join(ShipReplica, line.session)
    const nonce = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ann.post(`/sessions/${line.session}/resume`, { nonce })),
    )
    const seats = new Set(answers.map(({ body }) => (body as unknown as { seat?: Seat }).seat?.sessionId))
    assert.equal(seats.size, 1)
    const back = await ann.consume(ShipReplica, answers[0]!)
    assert.equal(await back.command('seat.take', { group: 0, seat: 'helm' }), '')
    assert.equal(line.closed, closeCodes.elsewhere)
    assert.equal(await other.command('seat.take', { group: 0, seat: 'weapons' }), '')
  })

  it('Security 10: an order sent again has its first answer and no second effect, also over another connection', async () => {
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const line = await ann.open(ShipReplica, { name: 'Again', settings })
    await line.command('seat.take', { group: 0, seat: 'captain' }, 6)
    const once = { name: 'Once' }
    assert.equal(await line.command('group.name', once, 7), '')
    assert.equal(await line.command('group.name', { name: 'Then' }, 8), '')
    assert.equal(await line.command('group.name', once, 7), '')
    const back = await ann.resume(ShipReplica, line.session)
    assert.equal(await back.command('group.name', once, 7), '')
    assert.equal(await back.command('session.ready', { ready: true }, 9), '')
    await until('all that came before shows', () => back.state.session.players[0]?.ready)
    assert.equal(back.state.session.groups[0]?.name, 'Then')
  })
})

describe('a seat behind a proxy', () => {
  it('is for the address that asked, as the trusted proxy tells it', async () => {
    const server = await startServer({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
    const { seat } = await reserveAt(server)
    assert.match((await dialAt(server, seat, { 'x-forwarded-for': '203.0.113.7' })).came, /^closed/)
    await server.stop()
  }).timeout(10_000)
})
