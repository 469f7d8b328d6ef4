/** Captain: the alert, what the autopilots are to do, and the main screen's view. */
import { z } from 'zod'
import type { Bridge } from '../bridge.ts'
import { emitTo, log } from '../events.ts'
import { nearestHostile } from '../lookup.ts'
import { distance } from '../math.ts'
import { closeRange } from '../ranges.ts'
import { commandSelfDestruct } from '../systems/self-destruct.ts'
import type { Ship, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { refusedIf } from './contact.ts'
import { consoleTitles } from './titles.ts'

const alerts = ['green', 'yellow', 'red'] as const satisfies Bridge['alert'][]
const doctrines = ['hold', 'defend', 'evade', 'attack'] as const satisfies Bridge['doctrine'][]
const views = ['fore', 'aft', 'left', 'right', 'tactical', 'long'] as const satisfies Bridge['view'][]

const alertText = {
  green: 'Condition green.',
  yellow: 'Yellow alert.',
  red: 'Red alert: all hands to their consoles.',
} as const

const orders = {
  alert: order({
    shape: z.strictObject({ level: z.enum(alerts) }),
    rate: 5,
    apply(world, ship, { level }) {
      if (!ship.bridge || ship.bridge.alert === level) return undefined
      ship.bridge.alert = level
      log(world, ship, alertText[level])
      if (level === 'red') emitTo(world, ship, 'red-alert', {})
      return undefined
    },
  }),
  doctrine: order({
    shape: z.strictObject({ doctrine: z.enum(doctrines) }),
    rate: 5,
    isCaptains: true,
    apply(_world, ship, { doctrine }) {
      if (ship.bridge) ship.bridge.doctrine = doctrine
      return undefined
    },
  }),
  destruct: order({
    shape: z.strictObject({ do: z.enum(['confirm', 'cancel']) }),
    rate: 2,
    isPersonal: true,
    apply: (world, ship, { do: act }, hand) =>
      refusedIf(commandSelfDestruct(world, ship, { by: 'captain', hand }, act)),
  }),
  view: order({
    shape: z.strictObject({ view: z.enum(views) }),
    rate: 10,
    apply(_world, ship, { view }) {
      if (ship.bridge) ship.bridge.view = view
      return undefined
    },
  }),
}

export const captain = {
  id: 'captain',
  ...consoleTitles.captain,
  orders,
  autopilot,
} satisfies ConsoleDefinition

const watchRange = 12_000

function autopilot(world: World, ship: Ship): void {
  const threat = nearestHostile(world, ship, watchRange)
  const level = !threat ? 'green' : distance(ship, threat) <= closeRange ? 'red' : 'yellow'
  if (ship.bridge?.alert !== level) orders.alert.apply(world, ship, { level })
}
