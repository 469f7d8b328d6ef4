/** Rules of the desk: every message is checked for rate, shape, session state and seat, and obeyed once. */
import assert from 'node:assert/strict'
import { errors, type Refusal } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { type CommandName, commandShapes } from '../../schema/messages.ts'
import { tug } from '../../test/second-game/tug.game.ts'
import type { CommandContext } from './commands.ts'
import { openDesk } from './desk.ts'
import { again, drop, join, start } from './life.ts'
import { fillRoles } from './roles.ts'
import { takeSeat, watch } from './seats.ts'
import { createSession, type Player, patience } from './session.ts'
import { testOptions } from './test-session.ts'

function desk() {
  const session = createSession(testOptions, tug.seats({ length: 1 }), 0)
  const ann = join(session, { id: 'ann', name: 'Ann' }, 0)
  takeSeat(session, ann, 0, 'front')
  const tick = { now: 100 }
  const context: CommandContext = {
    session,
    now: () => 0,
    tick: () => tick.now,
    tickHz: 20,
    patience,
    start: (player) => start(session, player, 0),
    again: (player) => again(session, player, 0),
  }
  /** Everything that a message could have changed. */
  const picture = () => JSON.stringify(session)
  return { session, ann, picture, tick, desk: openDesk(tug, context) }
}

/** Good arguments of every message there is: the catalogues are iterated, so a new one must be added here. */
const good: Record<CommandName | 'front.pull' | 'back.rest' | 'back.rally', object> = {
  'seat.take': { group: 0, seat: 'front' },
  'seat.leave': {},
  'seat.autopilot': { seat: 'front', on: true },
  'session.ready': { ready: true },
  'session.start': {},
  'session.again': {},
  'session.kick': { player: 'bo' },
  'session.watch': { group: 0 },
  'group.name': { name: 'Ash' },
  'group.kind': { kind: 'squad' },
  'group.lock': { locked: true },
  'vote.call': { kind: 'pause' },
  'vote.cast': { yes: true },
  'front.pull': { strength: 1 },
  'back.rest': {},
  'back.rally': {},
}
const names = [...Object.keys(commandShapes), ...Object.keys(tug.orders)] as (keyof typeof good)[]
const codeOf = (answer: unknown) => (answer as { error?: { code: string } } | undefined)?.error?.code

describe('the desk', () => {
  for (const name of names) {
    it(`refuses ${name} in a bad shape, obeys nothing, and says which field`, async () => {
      const bad = [null, 7, 'text', [1], { ...good[name], extra: 1 }, { __proto__: { polluted: true }, x: 1 }]
      for (const args of bad.filter((value) => value !== null)) {
        const { desk: open, session, ann, picture } = desk()
        start(session, ann, 0)
        const before = picture()
        const answer = open.receive(ann, name, { sequence: 1, arguments: args })
        assert.equal(codeOf(answer), 'bad-shape', JSON.stringify(args))
        assert.deepEqual([picture(), open.drain()], [before, []])
      }
    })

    it(`refuses a flood of ${name}, and answers it less than it was asked`, async () => {
      const { desk: open, session, ann } = desk()
      start(session, ann, 0)
      const burst = 400
      const answers = await Promise.all(
        Array.from({ length: burst }, (_, index) =>
          open.receive(ann, name, { sequence: index + 1, arguments: good[name] }),
        ),
      )
      const tooFast = answers.filter((answer) => codeOf(answer) === 'too-fast')
      const silent = answers.filter((answer) => answer === undefined)
      assert.ok(tooFast.length > 0)
      assert.ok(tooFast.length + silent.length > burst * 0.8)
    })
  }

  it('answers an envelope that is none with an error of no sequence', async () => {
    for (const payload of [undefined, null, 'x', 7, [], { arguments: {} }, { sequence: -1 }, { sequence: 1.5 }]) {
      const { desk: open, ann } = desk()
      const answer = open.receive(ann, 'session.ready', payload)
      assert.ok(answer !== undefined && !('sequence' in answer))
      assert.equal(codeOf(answer), 'bad-shape')
    }
  })

  it('refuses names that no catalogue holds, also those every object has', async () => {
    for (const name of ['helm.explode', 'constructor', '__proto__', 'toString', '']) {
      const { desk: open, ann } = desk()
      assert.equal(codeOf(open.receive(ann, name, { sequence: 1, arguments: {} })), 'unknown-message', name)
    }
  })

  it('takes orders only in a running session, and only from the seat that gives them', async () => {
    const { desk: open, session, ann } = desk()
    const order = (sequence: number, name: string, args: object) =>
      open.receive(ann, name, { sequence, arguments: args })
    assert.equal(codeOf(await order(1, 'front.pull', { strength: 1 })), 'wrong-phase')
    start(session, ann, 0)
    assert.equal(codeOf(await order(2, 'back.rest', {})), 'wrong-seat')
    assert.equal(await order(3, 'front.pull', { strength: 1 }), undefined)
    assert.deepEqual(
      open.drain().map((waiting) => waiting.order),
      [{ group: 0, name: 'front.pull', arguments: { strength: 1 }, isChecked: true }],
    )
    const stranger: Player = { ...ann, id: 'nobody', group: 0 }
    assert.equal(
      codeOf(open.receive(stranger, 'front.pull', { sequence: 1, arguments: { strength: 1 } })),
      'wrong-seat',
    )
  })

  it("takes a captain's order from whoever has the role, and from its seat only while nobody has it", async () => {
    const { desk: open, session, ann } = desk()
    const bo = join(session, { id: 'bo', name: 'Bo' }, 0)
    takeSeat(session, bo, 0, 'back')
    fillRoles(session)
    start(session, ann, 0)
    const rally = (player: Player, sequence: number) => open.receive(player, 'back.rally', { sequence, arguments: {} })
    assert.equal(session.groups[0]?.captain, 'ann')
    assert.equal(codeOf(await rally(bo, 1)), 'captain-only', 'the seat is not the role')
    assert.equal(await rally(ann, 1), undefined, 'the role gives it from another seat')
    drop(session, 'ann', 0)
    assert.equal(await rally(bo, 2), undefined, 'nobody with the role is there')
    assert.equal(open.drain().length, 2)
  })

  it('takes no orders while the session is paused, nor from who only watches', async () => {
    const { desk: open, session, ann } = desk()
    const cy = join(session, { id: 'cy', name: 'Cy' }, 0, true)
    watch(session, cy, 0)
    start(session, ann, 0)
    const pull = (player: Player, sequence: number) =>
      open.receive(player, 'front.pull', { sequence, arguments: { strength: 1 } })
    assert.equal(codeOf(await pull(cy, 1)), 'spectators-watch')
    session.pausedAt = 0
    assert.equal(codeOf(await pull(ann, 1)), 'paused')
    assert.deepEqual(open.drain(), [])
  })

  it('answers a repeated message with its first result, and obeys it once', async () => {
    const { desk: open, session, ann } = desk()
    const refusal = open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } })
    assert.deepEqual(open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } }), refusal)
    const ready = { sequence: 2, arguments: { ready: true } }
    open.receive(ann, 'session.ready', ready)
    ann.ready = false
    assert.deepEqual(open.receive(ann, 'session.ready', ready), { sequence: 2 })
    assert.equal(ann.ready, false)
    start(session, ann, 0)
    const pull = { sequence: 3, arguments: { strength: 1 } }
    assert.equal(open.receive(ann, 'front.pull', pull), undefined)
    assert.equal(open.receive(ann, 'front.pull', pull), undefined, 'still waiting: one answer is enough')
    const [waiting, ...more] = open.drain()
    assert.equal(more.length, 0)
    const settled = open.settle(waiting!, { code: 'refused', detail: 'Out of breath.' })
    assert.deepEqual(open.receive(ann, 'front.pull', pull), settled)
    assert.equal(open.lastSequence('ann'), 3)
  })

  for (const [rule, times, order] of [
    ['hands orders out in the order in which they were given, not in which they came', [99.5, 98], ['ann', 'bo']],
    ['hands out the smaller sequence first of orders given at the same time', [99.5, 99.5], ['ann', 'bo']],
  ] as const) {
    it(rule, async () => {
      const { desk: open, session, ann } = desk()
      const bo = join(session, { id: 'bo', name: 'Bo' }, 0)
      takeSeat(session, bo, 0, 'back')
      start(session, ann, 0)
      open.receive(bo, 'back.rest', { sequence: 7, at: times[0], arguments: {} })
      open.receive(ann, 'front.pull', { sequence: 3, at: times[1], arguments: { strength: 1 } })
      assert.deepEqual(
        open.drain().map(({ player }) => player),
        order,
      )
    })
  }

  it('believes no time of the future, and none longer ago than a quarter of a second', async () => {
    const claims = [1e12, 100.01, -5, 0, 94.9, undefined]
    for (const at of claims) {
      const { desk: open, session, ann, tick } = desk()
      start(session, ann, 0)
      open.receive(ann, 'front.pull', {
        sequence: 1,
        ...(at === undefined ? {} : { at }),
        arguments: { strength: 1 },
      })
      const [order] = open.drain()
      assert.ok(order!.at <= tick.now && order!.at >= tick.now - 5, `${at} became ${order?.at}`)
    }
    const { desk: open, session, ann } = desk()
    start(session, ann, 0)
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 'now'])
      assert.deepEqual(
        (open.receive(ann, 'front.pull', { sequence: 1, at, arguments: { strength: 1 } }) as { error: Refusal }).error
          .code,
        'bad-shape',
      )
  })

  it('remembers the last results and no more, and does not obey what is older', async () => {
    const { desk: open, session, ann } = desk()
    start(session, ann, 0)
    const last = limits.rememberedOrders * 2
    open.receive(ann, 'front.pull', { sequence: last, arguments: { strength: 1 } })
    assert.equal(codeOf(open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } })), 'bad-shape')
    assert.equal(open.drain().length, 1)
  })

  it('refuses with codes that all have a sentence and a way out', () => {
    for (const [code, { message, fix, status }] of Object.entries(errors)) {
      assert.match(message, /^[A-Z].*\.$/, code)
      assert.match(fix, /^[A-Z].*\.$/, code)
      assert.ok(status >= 400 && status < 600, code)
    }
  })
})
