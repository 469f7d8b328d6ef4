/** Who owns a session, decided in a real Redis: one owner at any time, and no stale one writes. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import pino from 'pino'
import { type PrivateRedis, startRedis } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { processKey } from '../server/cluster/process-registry.ts'
import { redisRows } from '../server/cluster/session-rows.ts'

const bytes = (text: string) => Buffer.from(text)

describe('the row of a session', () => {
  let redis: PrivateRedis
  before(async () => {
    redis = await startRedis()
  }).timeout(10_000)
  after(() => redis.stop())
  beforeEach(() => redis.client.flushall())

  const processes = new Set<string>()
  const rowsOf = async (process: string, schema = 'game.1') => {
    processes.add(process)
    await redis.client.set(processKey(process), '{}')
    return redisRows(
      redis.client,
      { process: () => process, address: `${process}:1`, schema },
      pino({ level: 'silent' }),
    )
  }
  const dies = (process: string) => redis.client.del(processKey(process))
  const never = () => assert.fail('the lease was lost')
  const tokenOf = (roomId: string) => Number(roomId.split('_')[1])

  it('is claimed once', async () => {
    const [one, other] = [await rowsOf('one'), await rowsOf('other')]
    const lease = await one.claim('s', never)
    await assert.rejects(other.claim('s', never), /has an owner/)
    assert.deepEqual(await other.find('s'), { roomId: lease.roomId, isOrphan: false })
    lease.release()
    await until('it is gone', async () => (await other.find('s')) === undefined)
    ;(await other.claim('s', never)).release()
  })

  it('is taken from the dead alone, by one of all who ask, with the last checkpoint and a higher token', async () => {
    const one = await rowsOf('one')
    const lease = await one.claim('s', () => undefined)
    assert.equal(await lease.keep({ age: 20, bytes: bytes('twenty') }), true)
    const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => rowsOf(name)))
    assert.deepEqual(await Promise.all(others.map((rows) => rows.take('s', never))), Array(4).fill(undefined))
    await dies('one')
    const taken = (await Promise.all(others.map((rows) => rows.take('s', never)))).filter((each) => each !== undefined)
    assert.equal(taken.length, 1)
    const { kept, lease: next } = taken[0]!
    assert.deepEqual([kept.age, Buffer.from(kept.bytes).toString()], [20, 'twenty'])
    assert.ok(tokenOf(next.roomId) > tokenOf(lease.roomId))
    assert.equal(await lease.keep({ age: 21, bytes: bytes('late') }), false, 'the stale owner writes nothing')
    assert.equal(await lease.isHeld(), false)
    lease.release()
    assert.equal(await next.isHeld(), true, 'nor does its farewell remove what is not its own')
    next.release()
  })

  it('goes to nobody when what was kept cannot be read: none, or of another version', async () => {
    const one = await rowsOf('one')
    const lease = await one.claim('s', () => undefined)
    const [same, newer] = [await rowsOf('same'), await rowsOf('newer', 'game.2')]
    await dies('one')
    assert.equal(await same.take('s', never), undefined)
    await lease.keep({ age: 1, bytes: bytes('first') })
    assert.equal(await newer.take('s', never), undefined)
    const taken = await same.take('s', never)
    assert.equal(taken?.kept.age, 1)
    taken.lease.release()
    lease.leave()
  })

  it('refuses a checkpoint older than the last, and comes back by itself after Redis was emptied', async () => {
    const lease = await (await rowsOf('one')).claim('s', never)
    assert.equal(await lease.keep({ age: 5, bytes: bytes('five') }), true)
    assert.equal(await lease.keep({ age: 4, bytes: bytes('four') }), false)
    assert.equal(await redis.client.get('flotilla:checkpoint:s'), 'five')
    await redis.client.flushall()
    const other = await rowsOf('other')
    await until('the owner has written it anew', async () => (await other.find('s'))?.roomId === lease.roomId)
    lease.release()
  })

  it('has one owner whatever happens: processes that die, wake, keep, take, and a Redis that is emptied', async () => {
    const names = ['a', 'b', 'c']
    const step = fc.record({
      who: fc.constantFrom(...names),
      what: fc.constantFrom('keep', 'keep', 'take', 'die', 'wake', 'flush'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        await redis.client.flushall()
        const all = new Map(await Promise.all(names.map(async (name) => [name, await rowsOf(name)] as const)))
        const leases = new Map([['a', await all.get('a')!.claim('s', () => undefined)]])
        let age = 0
        for (const { who, what } of steps) {
          if (what === 'die') await dies(who)
          if (what === 'wake') await redis.client.set(processKey(who), '{}')
          if (what === 'flush') await redis.client.flushall()
          if (what === 'keep') await leases.get(who)?.keep({ age: ++age, bytes: bytes(`${age}`) })
          if (what === 'take') {
            const taken = await all.get(who)!.take('s', () => undefined)
            if (taken === undefined) continue
            leases.get(who)?.leave()
            leases.set(who, taken.lease)
          }
          // Who may write: at most one, and the one with the highest token once all have tried.
          const newest = [...leases].sort(([, x], [, y]) => tokenOf(y.roomId) - tokenOf(x.roomId))[0]!
          await newest[1].isHeld()
          const held = await Promise.all(
            [...leases].map(async ([name, lease]) => [name, await lease.isHeld()] as const),
          )
          assert.deepEqual(
            held.filter(([, isHeld]) => isHeld).map(([name]) => name),
            [newest[0]],
          )
        }
        for (const lease of leases.values()) lease.leave()
      }),
      { numRuns: 40 },
    )
  }).timeout(20_000)
})
