/** A session outlives its process: whoever is asked for it goes on from the last checkpoint, and nobody owns it twice. */
import assert from 'node:assert/strict'
import { type ProcessCluster, startCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { comeBack, othersThan, processOf, roomsOf } from './cluster.ts'
import { sharedPostgres } from './databases.ts'
import { type TestConnection, TestPlayer } from './server.ts'

const settings = { scenario: 'siege', ships: 1 }
/** Promised: a checkpoint a second, so that no more than this is played again, in ticks. */
const lostTicks = 20

describe('a session whose process', () => {
  let cluster: ProcessCluster
  let ann: TestPlayer
  let bo: TestPlayer
  let session: TestConnection<ShipReplica>
  let second: TestConnection<ShipReplica>

  beforeEach(async () => {
    cluster = await startCluster(3, await sharedPostgres())
    ann = await TestPlayer.signIn(cluster.processes[0]!.url, 'Ann')
    bo = await TestPlayer.signIn(cluster.processes[1]!.url, 'Bo')
    session = await ann.open(ShipReplica, { name: 'Long', settings })
    second = await bo.join(ShipReplica, session.session)
    await session.command('seat.take', { group: 0, seat: 'helm' })
    await second.command('seat.take', { group: 0, seat: 'weapons' })
    await second.command('session.ready', { ready: true })
    await session.command('session.start')
  }).timeout(30_000)
  afterEach(() => cluster.stop())

  /** Both are back on another process, in their seats, and everything is as it was. */
  const goesOn = async (tick: number) => {
    const others = othersThan(cluster, session)
    const [first, other] = await Promise.all([
      comeBack(ann, others[0]!.url, session.session),
      comeBack(bo, others[1]!.url, session.session),
    ])
    assert.equal(processOf(first), processOf(other), 'one owner, whoever was asked')
    assert.notEqual(processOf(first), processOf(session))
    const seats = first.state.session.groups[0]!.seats.map(({ id, holder }) => [id, holder])
    assert.deepEqual(
      seats.filter(([, holder]) => holder !== ''),
      [
        ['helm', ann.id],
        ['weapons', bo.id],
      ],
    )
    assert.ok(first.state.tick >= tick - lostTicks, `at most a second is lost: ${first.state.tick} after ${tick}`)
    await until('it flies on', () => first.state.tick > tick + 10)
    const [welcome] = first.of<{ lastSequence: number }>('welcome')
    assert.ok(welcome!.lastSequence >= 2, 'the orders given are known')
    first.sequence = session.sequence
    assert.equal(await first.command('helm.impulse', { value: 0.5 }), '')
    await until('one room is listed', async () => (await roomsOf(cluster, session.session)).length === 1)
    return first
  }

  it('is killed goes on elsewhere: same seats, same ship and orders, at most a second played again', async () => {
    await until('it flies', () => session.state.tick > 30)
    const { tick } = session.state
    const owner = cluster.processes.find(({ url }) => new URL(url).host === processOf(session))!
    await owner.kill('SIGKILL')
    await goesOn(tick)
  }).timeout(30_000)

  it('is stopped in order hands it over without losing a tick', async () => {
    await until('it flies', () => session.state.tick > 30)
    const owner = cluster.processes.find(({ url }) => new URL(url).host === processOf(session))!
    const ended = owner.kill('SIGTERM')
    await until('its players are told to come back', () => session.closed === closeCodes.moved)
    const { tick } = session.state
    const first = await goesOn(tick)
    assert.ok(first.state.tick >= tick)
    await ended
  }).timeout(30_000)

  it('slept and was taken for dead is fenced when it wakes: it answers nobody, writes nothing, and sends its players away', async () => {
    await until('it flies', () => session.state.tick > 30)
    const owner = cluster.processes.find(({ url }) => new URL(url).host === processOf(session))!
    await owner.kill('SIGSTOP')
    const first = await goesOn(session.state.tick)
    const row = () => cluster.redis.client.hgetall(`flotilla:session:${session.session}`)
    const { token, process } = await row()
    session.room.send('helm.impulse', { sequence: 99, arguments: { value: -1 } })
    const answers = session.of('reply').length
    await owner.kill('SIGCONT')
    // Fenced, or overtaken by the new connection, whichever it hears of first.
    const { moved, elsewhere } = closeCodes
    await until('its players are sent away', () => session.closed === moved || session.closed === elsewhere)
    assert.equal(session.of('reply').length, answers, 'no order was answered')
    const now = await row()
    assert.deepEqual([now.token, now.process], [token, process], 'the new owner still owns it')
    await until('no twin is listed', async () => (await roomsOf(cluster, session.session)).length === 1)
    const { tick } = first.state
    await until('the new owner plays on', () => first.state.tick > tick + 10)
    assert.equal(first.closed, undefined)
  }).timeout(30_000)

  it('carried the lobby too leaves the lobby to another: whoever looked comes back and sees the same list', async () => {
    const look = (url: string) => Object.assign(new TestPlayer(url), { token: ann.token }).enterLobby()
    const owner = cluster.processes.find(({ url }) => new URL(url).host === processOf(session))!
    const lobby = await look(owner.url)
    let isClosed = false
    lobby.onLeave(() => {
      isClosed = true
    })
    await until('it is listed', () => lobby.state.sessions.has(session.session))
    await until('it flies', () => session.state.tick > 30)
    await owner.kill('SIGKILL')
    await until('the lobby is lost', () => isClosed)
    await comeBack(ann, othersThan(cluster, session)[0]!.url, session.session)
    const again = await until('a lobby opens', () => look(othersThan(cluster, session)[1]!.url).catch(() => undefined))
    await until('the session is listed again', () => again.state.sessions.has(session.session))
    await again.leave()
  }).timeout(30_000)
})
