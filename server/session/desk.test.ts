/** Rules of the desk: every message is checked for rate, shape, session state and seat, and obeyed once. */
import assert from 'node:assert/strict'
import { errors } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { type CommandName, commandShapes } from '../../schema/messages.ts'
import { tug } from '../../test/second-game/tug.game.ts'
import { type Commands, openDesk } from './desk.ts'
import { join, start } from './life.ts'
import { takeSeat } from './seats.ts'
import { createSession, type Player } from './session.ts'

function desk() {
  const options = {
    id: 's',
    code: 'C',
    name: 'Yard',
    isPublic: true,
    passwordHash: undefined,
    settings: {},
    creator: 'ann',
  }
  const session = createSession(options, tug.seats({ length: 1 }), 0)
  const obeyed: string[] = []
  const commands = Object.fromEntries(
    Object.keys(commandShapes).map((name) => [name, () => obeyed.push(name)]),
  ) as unknown as Commands
  const ann = join(session, { id: 'ann', name: 'Ann' }, 0)
  takeSeat(session, ann, 0, 'front')
  return { session, ann, obeyed, desk: openDesk(tug, session, commands) }
}

/** Good arguments of every message there is: the catalogues are iterated, so a new one must be added here. */
const good: Record<CommandName | 'front.pull' | 'back.rest', object> = {
  'seat.take': { group: 0, seat: 'front' },
  'seat.leave': {},
  'seat.autopilot': { seat: 'front', on: true },
  'session.ready': { ready: true },
  'session.start': {},
  'session.again': {},
  'chat.say': { channel: 'crew', text: 'hello' },
  'front.pull': { strength: 1 },
  'back.rest': {},
}
const names = [...Object.keys(commandShapes), ...Object.keys(tug.orders)] as (keyof typeof good)[]
const codeOf = (answer: unknown) => (answer as { error?: { code: string } } | undefined)?.error?.code

describe('the desk', () => {
  for (const name of names) {
    it(`refuses ${name} in a bad shape, obeys nothing, and says which field`, async () => {
      const bad = [null, 7, 'text', [1], { ...good[name], extra: 1 }, { __proto__: { polluted: true }, x: 1 }]
      for (const args of bad.filter((value) => value !== null)) {
        const { desk: open, session, ann, obeyed } = desk()
        start(session, ann, 0)
        const answer = await open.receive(ann, name, { sequence: 1, arguments: args })
        assert.equal(codeOf(answer), 'bad-shape', JSON.stringify(args))
        assert.deepEqual([obeyed, open.drain()], [[], []])
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
      const answer = await open.receive(ann, 'session.ready', payload)
      assert.ok(answer !== undefined && !('sequence' in answer))
      assert.equal(codeOf(answer), 'bad-shape')
    }
  })

  it('refuses names that no catalogue holds, also those every object has', async () => {
    for (const name of ['helm.explode', 'constructor', '__proto__', 'toString', '']) {
      const { desk: open, ann } = desk()
      assert.equal(codeOf(await open.receive(ann, name, { sequence: 1, arguments: {} })), 'unknown-message', name)
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
      [{ group: 0, name: 'front.pull', arguments: { strength: 1 } }],
    )
    const stranger: Player = { ...ann, id: 'nobody', group: 0 }
    assert.equal(
      codeOf(await open.receive(stranger, 'front.pull', { sequence: 1, arguments: { strength: 1 } })),
      'wrong-seat',
    )
  })

  it('answers a repeated message with its first result, and obeys it once', async () => {
    const { desk: open, session, ann, obeyed } = desk()
    const refusal = await open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } })
    assert.deepEqual(await open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } }), refusal)
    await open.receive(ann, 'session.ready', { sequence: 2, arguments: { ready: true } })
    assert.deepEqual(await open.receive(ann, 'session.ready', { sequence: 2, arguments: { ready: true } }), {
      sequence: 2,
    })
    assert.equal(obeyed.length, 1)
    start(session, ann, 0)
    const pull = { sequence: 3, arguments: { strength: 1 } }
    assert.equal(await open.receive(ann, 'front.pull', pull), undefined)
    assert.equal(await open.receive(ann, 'front.pull', pull), undefined, 'still waiting: one answer is enough')
    const [waiting, ...more] = open.drain()
    assert.equal(more.length, 0)
    const settled = open.settle(waiting!, { code: 'refused', detail: 'Out of breath.' })
    assert.deepEqual(await open.receive(ann, 'front.pull', pull), settled)
    assert.equal(open.lastSequence('ann'), 3)
  })

  it('remembers the last results and no more, and does not obey what is older', async () => {
    const { desk: open, session, ann } = desk()
    start(session, ann, 0)
    const last = limits.rememberedOrders * 2
    await open.receive(ann, 'front.pull', { sequence: last, arguments: { strength: 1 } })
    assert.equal(
      codeOf(await open.receive(ann, 'front.pull', { sequence: 1, arguments: { strength: 1 } })),
      'bad-shape',
    )
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
