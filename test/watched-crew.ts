/** A crew aboard one ship, whose connections count their frames of state and check what they hold, as pages do. */
import assert from 'node:assert/strict'
import { createVerifier } from '../client/network/verifier.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { tapSocket } from '../loadtest/bot/socket-tap.ts'
import { hashRoot } from '../schema/replica-root.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { replicaOf } from './live-room.ts'
import { type TestConnection, TestPlayer } from './server.ts'

/** Colyseus's frame types: the first byte of a state frame. */
const frames = { full: 14, patch: 15 }

export interface Watched {
  line: TestConnection<ShipReplica>
  /** Full states that came. */
  full: number
  /** Ticks that the patches told, each once. */
  ticks: number[]
  /** What the page's own check found, once for each of the server's hashes. */
  checks: boolean[]
  /** Called when a check fails. */
  failed(): void
}

function watch(line: TestConnection<ShipReplica>): Watched {
  const watched: Watched = { line, full: 0, ticks: [], checks: [], failed: () => undefined }
  const verifier = createVerifier()
  let isPatch = false
  tapSocket(line.room.connection, {
    received([type]) {
      if (type === frames.full) watched.full++
      isPatch = type === frames.patch
    },
    sent: () => undefined,
  })
  line.room.onStateChange((state) => {
    if (isPatch && state.tick !== watched.ticks.at(-1)) watched.ticks.push(state.tick)
    const isSame = verifier.check(state)
    if (isSame !== undefined) watched.checks.push(isSame)
    if (isSame === false) watched.failed()
  })
  return watched
}

/** Signs people in, one to each seat of a ship in a siege, which is under way when this resolves. */
export async function flyTogether(url: string, seats: readonly string[]): Promise<Watched[]> {
  const players = await Promise.all(seats.map((seat) => TestPlayer.signIn(url, `At ${seat}`)))
  const first = await players[0]!.open(ShipReplica, { name: 'Watched', settings: { scenario: 'siege', ships: 1 } })
  const others = await Promise.all(players.slice(1).map((player) => player.join(ShipReplica, first.session)))
  const lines = [first, ...others]
  for (const [index, line] of lines.entries())
    assert.equal(await line.command('seat.take', { group: 0, seat: seats[index] }), '')
  for (const line of others) assert.equal(await line.command('session.ready', { ready: true }), '')
  assert.equal(await first.command('session.start'), '')
  await until('they fly', () => lines.every(({ state }) => state.game?.ship.alive && state.tick > 0))
  return lines.map(watch)
}

/** Whether a page holds, to the bit, what the server has for its crew at this moment. */
export function isWhole({ line }: Watched): boolean {
  const truth = replicaOf(line.session, 0)
  return line.state.tick === truth.tick && hashRoot(line.state) === hashRoot(truth)
}
