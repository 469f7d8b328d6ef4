/** Weapons: what the ship aims at, its beams, shields and tubes. */
import { z } from 'zod'
import { isHostile } from '../factions/index.ts'
import { findVessel, nearest, nearestHostile, type Vessel } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import { type OrdnanceId, ordnanceIds } from '../ordnance/index.ts'
import { closeRange, torpedoReach } from '../ranges.ts'
import { isRecognised, knows } from '../systems/sensors.ts'
import { fireTube, load, unload } from '../systems/tubes.ts'
import type { Ship, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactOrNoneShape, knownVessel, noTarget, refusedIf } from './contact.ts'

const tubeShape = z.int().min(0).max(15)

const orders = {
  target: order({
    shape: z.strictObject({ contact: contactOrNoneShape }),
    rate: 10,
    apply(world, ship, { contact }) {
      if (contact !== 0 && !knownVessel(world, ship, contact)) return noTarget()
      ship.target = contact
      return undefined
    },
  }),
  beams: order({
    shape: z.strictObject({ mode: z.enum(['auto', 'hold']) }),
    rate: 5,
    apply(_world, ship, { mode }) {
      ship.beamsMode = mode
      return undefined
    },
  }),
  shields: order({
    shape: z.strictObject({ up: z.boolean() }),
    rate: 5,
    apply(_world, ship, { up }) {
      if (up && ship.dockedTo > 0) return refusedIf('Undock first: shields stay down in a dock.')
      ship.shields.up = up
      return undefined
    },
  }),
  load: order({
    shape: z.strictObject({ tube: tubeShape, ordnance: z.enum(ordnanceIds) }),
    rate: 10,
    apply: (_world, ship, { tube, ordnance }) => refusedIf(load(ship, tube, ordnance)),
  }),
  unload: order({
    shape: z.strictObject({ tube: tubeShape }),
    rate: 10,
    apply: (_world, ship, { tube }) => refusedIf(unload(ship, tube)),
  }),
  fire: order({
    shape: z.strictObject({ tube: tubeShape }),
    rate: 10,
    apply: (world, ship, { tube }) => refusedIf(fireTube(world, ship, tube)),
  }),
}

export const weapons = {
  id: 'weapons',
  name: 'Weapons',
  post: 'Weapons',
  does: 'Beams, tubes, shields',
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Where the autopilot begins to aim and to load, and where it takes the shields down again. */
const aimRange = 12_000
const calmRange = 7000
/** A torpedo turns wide: fired further off the bow it would miss what is near. */
const firingAngle = Math.PI / 6
/** Torpedoes on their way to one target at once: three break a frigate, more would be wasted on a wreck. */
const salvo = 3

function autopilot(world: World, ship: Ship): void {
  const threat = nearestHostile(world, ship, calmRange)
  const isClose = threat !== undefined && distance(ship, threat) <= closeRange
  if (isClose && !ship.shields.up && ship.dockedTo === 0) orders.shields.apply(world, ship, { up: true })
  if (!threat && ship.shields.up) orders.shields.apply(world, ship, { up: false })
  if (ship.beamsMode !== 'auto') orders.beams.apply(world, ship, { mode: 'auto' })

  const target = pickTarget(world, ship)
  if (target && target.id !== ship.target) orders.target.apply(world, ship, { contact: target.id })
  workTubes(world, ship, target)
}

/** The one that Science marked, the present one while nothing is much nearer, or the nearest known for an enemy. */
function pickTarget(world: World, ship: Ship): Vessel | undefined {
  const accept = (other: Vessel) => isHostile(ship, other) && isRecognised(world, ship, other)
  const marked = findVessel(world, ship.bridge?.marked ?? 0)
  if (marked && accept(marked) && distance(ship, marked) <= aimRange) return marked
  const near = nearest(world, ship, aimRange, accept)
  const current = knows(world, ship, ship.target) ? findVessel(world, ship.target) : undefined
  if (near && current && isHostile(ship, current) && distance(ship, current) < distance(ship, near) * 1.5)
    return current
  return near
}

function workTubes(world: World, ship: Ship, target: Vessel | undefined): void {
  const isShot =
    target !== undefined &&
    distance(ship, target) <= torpedoReach &&
    Math.abs(angleDifference(ship.heading, bearing(ship, target))) <= firingAngle
  let underWay = world.torpedoes.filter((torpedo) => torpedo.owner === ship.id && torpedo.target === target?.id).length
  ship.tubes.forEach((tube, index) => {
    if (tube.state === 'loaded' && isShot && underWay < salvo && !orders.fire.apply(world, ship, { tube: index }))
      underWay += 1
    const ordnance = nextOrdnance(ship)
    if (tube.state === 'empty' && ordnance) orders.load.apply(world, ship, { tube: index, ordnance })
  })
}

const nextOrdnance = (ship: Ship): OrdnanceId | undefined => ordnanceIds.find((id) => (ship.stock[id] ?? 0) > 0)
