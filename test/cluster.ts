/** What tests of several processes do: open sessions everywhere, and put a process to sleep. */
import assert from 'node:assert/strict'
import type { ClusterProcess, ProcessCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { type TestConnection, TestPlayer } from './server.ts'

const settings = { scenario: 'siege', ships: 1 }

/** Opens `count` sessions, asking the living processes in turn. */
export async function openMany(cluster: ProcessCluster, count: number): Promise<TestConnection<ShipReplica>[]> {
  const { processes } = cluster
  const creators = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      TestPlayer.signIn(processes[index % processes.length]!.url, `Creator ${index}`),
    ),
  )
  return Promise.all(creators.map((player, index) => player.open(ShipReplica, { name: `S${index}`, settings })))
}

/** Host and port of the process that a connection goes to. */
export const processOf = (connection: { room: { connection: { url?: string } } }): string =>
  new URL(connection.room.connection.url ?? '').host

/** The living processes but the one that a connection goes to. */
export const othersThan = (cluster: ProcessCluster, connection: TestConnection<ShipReplica>): ClusterProcess[] =>
  cluster.processes.filter(({ url }) => new URL(url).host !== processOf(connection))

/** The rooms that are listed for a session. */
export const roomsOf = async (cluster: ProcessCluster, session: string): Promise<string[]> =>
  Object.values(await cluster.redis.client.hgetall('roomcaches')).filter((room) => room.includes(session))

/** The same player, who asks another process. */
export const at = ({ token, id }: TestPlayer, url: string): TestPlayer =>
  Object.assign(new TestPlayer(url), { token, id })

/** One player comes in on two processes at once, each to another session, again and again; one connection is left each time. */
export async function signInDoubly(cluster: ProcessCluster, rounds: number): Promise<void> {
  const rooms = await openMany(cluster, 2)
  const player = await TestPlayer.signIn(cluster.processes[0]!.url, 'Ann')
  const lines: TestConnection<ShipReplica>[] = []
  for (let round = 0; round < rounds; round++) {
    const both = rooms.map(({ session }, index) => at(player, cluster.processes[index]!.url).join(ShipReplica, session))
    for (const joined of await Promise.allSettled(both)) if (joined.status === 'fulfilled') lines.push(joined.value)
    const live = () => lines.filter(({ closed }) => closed === undefined)
    await until(`one is left in round ${round}`, () => live().length === 1)
  }
  assert.deepEqual(new Set(lines.map(({ closed }) => closed)), new Set([undefined, closeCodes.elsewhere]))
  const told = lines.filter(({ closed }) => closed !== undefined).flatMap((line) => line.of('session:terminated'))
  assert.ok(told.every((message) => (message as { reason: string }).reason === 'elsewhere'))
  const [last] = lines.filter(({ closed }) => closed === undefined)
  assert.equal(await last!.command('seat.take', { group: 0, seat: 'helm' }), '')
}

/** Asks a process for a player's seats until it has them, as a page does. */
export async function comeBack(
  player: TestPlayer,
  url: string,
  session: string,
  withinMs = 5000,
): Promise<TestConnection<ShipReplica>> {
  const there = at(player, url)
  const nonce = crypto.randomUUID()
  const answered = await until(
    'the seats are back',
    async () => {
      const answer = await there.post(`/sessions/${session}/resume`, { nonce })
      if (answer.status !== 200 && answer.status !== 503) throw new Error(JSON.stringify(answer.body))
      return answer.status === 200 ? answer : undefined
    },
    withinMs,
  )
  return there.consume(ShipReplica, answered)
}

/** Stops a process for a while: whoever asks for its session meanwhile gets it elsewhere, and there it stays, once. */
export async function sleepAndWake(cluster: ProcessCluster, seconds: number): Promise<void> {
  const sessions = await openMany(cluster, cluster.processes.length)
  const sleeper = cluster.processes[0]!
  const isOwn = (one: TestConnection<ShipReplica>) => processOf(one) === new URL(sleeper.url).host
  const own = sessions.find(isOwn)!
  const others = sessions.filter((one) => !isOwn(one))
  await until('its checkpoint is kept', () => cluster.redis.client.exists(`flotilla:checkpoint:${own.session}`))
  await sleeper.kill('SIGSTOP')
  const asleep = Date.now()
  const guest = await TestPlayer.signIn(cluster.processes[1]!.url, 'Guest')
  const answer = await until(
    'another process has it',
    async () => {
      const answered = await guest.post(`/sessions/${own.session}/join`, {})
      return answered.status === 200 ? answered : undefined
    },
    seconds * 1000,
  )
  const joined = await guest.consume(ShipReplica, answer)
  assert.notEqual(processOf(joined), new URL(sleeper.url).host)
  // How long it sleeps is what is tested: the wait is the condition.
  await until('it has slept', () => Date.now() - asleep > seconds * 1000, seconds * 1000 + 1000)
  await sleeper.kill('SIGCONT')
  await until('its own players are sent there', () => own.closed === closeCodes.moved)
  await until('there is no twin', async () => (await roomsOf(cluster, own.session)).length === 1)
  assert.equal(joined.closed, undefined)
  assert.ok(others.every(({ closed }) => closed === undefined))
}
