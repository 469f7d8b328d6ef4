/** What tests of several processes do: open sessions everywhere, and put a process to sleep. */
import assert from 'node:assert/strict'
import type { ProcessCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
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

/** Stops a process for a while; its session is found by nobody meanwhile, and once, not twice, afterwards. */
export async function sleepAndWake(cluster: ProcessCluster, seconds: number, foundAgainMs: number): Promise<void> {
  const sessions = await openMany(cluster, cluster.processes.length)
  const sleeper = cluster.processes[0]!
  const own = sessions.find((one) => processOf(one) === new URL(sleeper.url).host)!
  await sleeper.kill('SIGSTOP')
  const guest = await TestPlayer.signIn(cluster.processes[1]!.url, 'Guest')
  const join = async () => (await guest.post(`/sessions/${own.session}/join`, {})).status
  // How long it sleeps is what is tested: the wait is the condition.
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  assert.equal(await join(), 404, 'nobody is sent to who sleeps')
  await sleeper.kill('SIGCONT')
  await until('its session is found again', async () => (await join()) === 200, foundAgainMs)
  const rooms = Object.values(await cluster.redis.client.hgetall('roomcaches'))
  assert.equal(rooms.filter((room) => room.includes(own.session)).length, 1, 'no twin')
}
