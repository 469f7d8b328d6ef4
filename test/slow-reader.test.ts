/** A player whose page stops reading: the others play on as if nothing were, and the page comes back whole, or is sent away. */
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { clientOf, isServed } from './live-room.ts'
import { startServer, type TestServer } from './server.ts'
import { flyTogether, isWhole, type Watched } from './watched-crew.ts'

/** Promised: a page hears of the tick once a second at least, with the next frame; and more often of a helm that is turned. */
const frameTicks = { most: 24, mean: 10 }
/** Promised: this many bytes wait for one page at the most. */
const mostWaiting = 256 * 1024
/** Pages tell this often how far they have read. */
const beatMs = 1000
/** The helm gives an order this often, so that there is always something to tell. */
const turnMs = 200
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
/** Where Node tells of every socket that is dialled. */
const dialled = 'net.client.socket'

describe('a page that stops reading', () => {
  let server: TestServer
  let crew: Watched[]
  /** Those who tell how far they have read. */
  let reading: Set<Watched>
  let beats: NodeJS.Timeout
  const sockets: Socket[] = []
  const keep = (message: unknown) => sockets.push((message as { socket: Socket }).socket)
  before(async () => {
    subscribe(dialled, keep)
    server = await startServer()
    crew = await flyTogether(server.url, ['helm', 'weapons', 'science'])
    reading = new Set(crew)
    let told = 0
    beats = setInterval(() => {
      for (const { line } of reading) if (line.closed === undefined) line.room.send('state.seen', line.state.tick)
      told++
    }, beatMs)
    // Who has never told is taken for a client that does not.
    await until('all have told how far they have read', () => told > 1)
  })
  after(async () => {
    clearInterval(beats)
    unsubscribe(dialled, keep)
    await server.stop()
  })

  /** The server's end of a page's TCP connection, and the page's. */
  function endsOf({ line }: Watched) {
    const socket = clientOf(line.session, line.player.id).ref as unknown as { _socket: Socket; bufferedAmount: number }
    const ours = socket._socket
    const theirs = sockets.find(({ localPort }) => localPort === ours.remotePort)!
    return { ours, theirs, waiting: () => socket.bufferedAmount }
  }

  /** The helm flies, and whoever else reads is told, until something is so. */
  async function playOn(what: string, isSo: () => boolean, withinMs = 5000): Promise<void> {
    const others = crew.filter((each) => reading.has(each))
    const since = others.map(({ ticks }) => ticks.length)
    const { line } = crew[0]!
    let turnedAtMs = 0
    await until(
      what,
      async () => {
        if (performance.now() - turnedAtMs > turnMs) {
          turnedAtMs = performance.now()
          assert.equal(await line.command('helm.heading', { heading: line.state.tick % 6 }), '')
        }
        return isSo()
      },
      withinMs,
    )
    await until('the others are whole', () => others.every(isWhole))
    for (const [index, { ticks, checks, full }] of others.entries()) {
      const told = ticks.slice(Math.max(0, since[index]! - 1))
      const gaps = told.slice(1).map((tick, at) => tick - told[at]!)
      assert.ok(Math.max(0, ...gaps) <= frameTicks.most, `frames came at ${told}`)
      assert.ok(sum(gaps) <= frameTicks.mean * (gaps.length + 1), `frames came at ${told}`)
      assert.ok(checks.every((isSame) => isSame))
      assert.equal(full, 0)
    }
  }

  it('is spared further frames, and comes back whole when it reads again', async () => {
    const [helm, slow] = crew as [Watched, Watched]
    await until('all hold the same', () => crew.every(isWhole))
    const [{ ours, theirs, waiting }, helms] = [endsOf(slow), endsOf(helm)]
    let most = 0
    const watching = setInterval(() => {
      most = Math.max(most, waiting())
    }, 10)
    reading.delete(slow)
    theirs.pause()
    const heard = slow.ticks.length
    await playOn('it is spared', () => !isServed(slow.line.session, slow.line.player.id))
    const [frames, spared, sent] = [helm.ticks.length, ours.bytesWritten, helms.ours.bytesWritten]
    await playOn('the others go on', () => helm.ticks.length >= frames + 10)
    assert.equal(slow.ticks.length, heard)
    const [bytes, helmsBytes] = [ours.bytesWritten - spared, helms.ours.bytesWritten - sent]
    assert.ok(bytes * 4 < helmsBytes, `${bytes} bytes were written to it, ${helmsBytes} to one who reads`)

    theirs.resume()
    reading.add(slow)
    await until('it is whole again', () => isWhole(slow))
    clearInterval(watching)
    assert.ok(most < mostWaiting, `${most} bytes waited`)
    assert.equal(slow.full, 1)
    assert.equal(await slow.line.command('weapons.shields', { up: true }), '')
  }).timeout(25_000)

  it('is sent away in the end, whether its network is dead or its page; its seat is held', async () => {
    const [helm, cut, hung] = crew as [Watched, Watched, Watched]
    const { session } = helm.line
    const { groups, players } = helm.line.state.session
    const seatOf = ({ line }: Watched) => groups[0]!.seats.find(({ holder }) => holder === line.player.id)
    const isAway = ({ line }: Watched) => players.find(({ id }) => id === line.player.id)?.connected === false
    for (const page of [cut, hung]) reading.delete(page)
    endsOf(cut).theirs.pause()

    await playOn('both are given up', () => isAway(cut) && isAway(hung), 15_000)
    // The hung one's browser still answered for it.
    await until('it hears why', () => hung.line.closed !== undefined)
    assert.equal(hung.line.closed, closeCodes.unreadable)
    assert.deepEqual(
      [cut, hung].map((page) => [seatOf(page)?.id, seatOf(page)?.autopilot]),
      [
        ['weapons', true],
        ['science', true],
      ],
    )
    for (const page of [cut, hung]) {
      await page.line.player.resume(ShipReplica, session)
      await until('it sits there again', () => !isAway(page) && seatOf(page)?.onScreen)
    }
  }).timeout(25_000)
})
