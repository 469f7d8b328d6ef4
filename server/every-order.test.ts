/** Rules that hold for each order of each console, on the desk where they arrive. */
import assert from 'node:assert/strict'
import { randomOrder } from '../simulation/determinism.ts'
import { type OrderName, orderCatalogue } from '../simulation/orders.ts'
import { seedRandom } from '../simulation/random.ts'
import { flotilla } from './flotilla.game.ts'
import { type Desk, openDesk } from './session/desk.ts'
import { join, start } from './session/life.ts'
import { fillRoles } from './session/roles.ts'
import { takeSeat, watch } from './session/seats.ts'
import { createSession, type Player, patience } from './session/session.ts'
import { testOptions } from './session/test-session.ts'

const settings = flotilla.settings.parse({})
const plan = flotilla.seats(settings)

function scene(name: OrderName) {
  const session = createSession({ ...testOptions, settings }, plan, 0)
  const world = flotilla.create(settings, 1, plan.groups)
  const { arguments: args } = randomOrder(seedRandom(3), world, name)
  const [ann, bo, cy] = ['ann', 'bo', 'cy'].map((id) => join(session, { id, name: id }, 0)) as [Player, Player, Player]
  const own = orderCatalogue[name].console
  takeSeat(session, ann, 0, own)
  takeSeat(session, bo, 0, plan.seats.find((seat) => seat !== own)!)
  fillRoles(session)
  start(session, ann, 0)
  watch(session, cy, 0)
  const desk: Desk = openDesk(flotilla, {
    session,
    now: () => 0,
    tick: () => 0,
    tickHz: 20,
    patience,
    start: () => undefined,
    again: () => undefined,
  })
  const give = async (player: Player, sequence: number, given: unknown = args) => {
    const answer = await desk.receive(player, name, { sequence, arguments: given })
    return answer?.error?.code
  }
  return { desk, ann, bo, cy, give, args: args as object }
}

describe('every order', () => {
  for (const name of Object.keys(orderCatalogue) as OrderName[]) {
    it(`${name}: is taken from its own console, and from no other seat, no spectator and nobody outside`, async () => {
      const { desk, ann, bo, cy, give } = scene(name)
      assert.equal(await give(bo, 1), orderCatalogue[name].isCaptains ? 'captain-only' : 'wrong-seat')
      assert.equal(await give(cy, 1), 'spectators-watch')
      assert.equal(desk.drain().length, 0)
      assert.equal(await give(ann, 1), undefined)
      const [taken] = desk.drain()
      assert.equal(taken?.order.by, orderCatalogue[name].isPersonal ? 'ann' : undefined)
    })

    it(`${name}: is refused in any other shape`, async () => {
      const { desk, ann, give, args } = scene(name)
      const keys = Object.keys(args)
      const bad: unknown[] = [7, 'text', [1], { ...args, extra: 1 }]
      for (const key of keys)
        for (const value of [Number.NaN, {}, '__proto__', 1e300]) bad.push({ ...args, [key]: value })
      for (const [index, given] of bad.entries()) {
        const code = await give(ann, index + 1, given)
        assert.ok(code === 'bad-shape' || code === 'too-fast', `${JSON.stringify(given)}: ${code}`)
      }
      assert.equal(desk.drain().length, 0)
    })

    it(`${name}: is refused beyond twice its rate at once`, async () => {
      const { desk, ann, give } = scene(name)
      const most = Math.ceil(2 * orderCatalogue[name].rate)
      const codes: (string | undefined)[] = []
      for (let sequence = 1; sequence <= most + 5; sequence++) codes.push(await give(ann, sequence))
      assert.ok(desk.drain().length <= Math.max(1, most))
      assert.ok(codes.includes('too-fast'))
    })
  }
})
