/** Weapons: what the ship aims at, its beams, shields, frequencies and tubes. */
import { z } from 'zod'
import { isHostile } from '../factions/index.ts'
import { bestAgainst, frequencies } from '../frequency.ts'
import { findVessel, nearest, nearestHostile, type Vessel, visitNearby } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import { type OrdnanceId, ordnanceIds, ordnanceOf } from '../ordnance/index.ts'
import { closeRange, torpedoReach } from '../ranges.ts'
import { isMineTube, shipClassOf, tubeTakes } from '../ships/index.ts'
import { isRecognised, knows, maxScan, scanLevel } from '../systems/sensors.ts'
import { recalibrate, recalibrationPace } from '../systems/shields.ts'
import { fireTube, load, unload } from '../systems/tubes.ts'
import { type Ship, systemNames, type World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactOrNoneShape, knownVessel, noTarget, refusedIf } from './contact.ts'
import { consoleTitles } from './titles.ts'

const tubeShape = z.int().min(0).max(15)
const frequencyShape = z.literal([...frequencies])

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
      if (up && ship.recalibration.remaining > 0) {
        const left = Math.ceil(ship.recalibration.remaining / recalibrationPace(ship))
        return refusedIf(`The shields are being recalibrated: wait ${left} seconds.`)
      }
      ship.shields.up = up
      return undefined
    },
  }),
  frequency: order({
    shape: z.strictObject({ frequency: frequencyShape }),
    rate: 10,
    apply(_world, ship, { frequency }) {
      ship.frequency.beams = frequency
      return undefined
    },
  }),
  aim: order({
    shape: z.strictObject({ system: z.enum(systemNames).nullable() }),
    rate: 5,
    apply(_world, ship, { system }) {
      ship.aimed = system ?? undefined
      return undefined
    },
  }),
  recalibrate: order({
    shape: z.strictObject({ frequency: frequencyShape }),
    rate: 2,
    apply: (_world, ship, { frequency }) => refusedIf(recalibrate(ship, frequency)),
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
  ...consoleTitles.weapons,
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Where the autopilot begins to aim and to load, and where it takes the shields down again. */
const aimRange = 12_000
const calmRange = 7000
/** A torpedo turns wide: fired further off the bow it would miss what is near. Shells do not turn at all. */
const firingAngle = Math.PI / 6
const shellAngle = Math.PI / 60
const shellReach = 2500
/** Torpedoes on their way to one target at once: three break a frigate, more would be wasted on a wreck. */
const salvo = 3
/** So many enemies in one blast are worth a nuke or an EMP. */
const crowd = 3
/** An enemy astern and nearer than this runs into a mine, which drifts for 1,000 units. */
const mineRange = { least: 1200, most: 3500 }

function autopilot(world: World, ship: Ship): void {
  const threat = nearestHostile(world, ship, calmRange)
  const isClose = threat !== undefined && distance(ship, threat) <= closeRange
  const mayRaise = ship.dockedTo === 0 && ship.recalibration.remaining === 0
  if (isClose && !ship.shields.up && mayRaise) orders.shields.apply(world, ship, { up: true })
  if (!threat && ship.shields.up) orders.shields.apply(world, ship, { up: false })
  if (ship.beamsMode !== 'auto') orders.beams.apply(world, ship, { mode: 'auto' })

  const target = pickTarget(world, ship)
  if (target && target.id !== ship.target) orders.target.apply(world, ship, { contact: target.id })
  if (target) tuneBeams(world, ship, target)
  workTubes(world, ship, target, threat)
}

/** Once a second scan has shown the target's shields, the beams take the frequency that hurts them most, and aim at its
 *  beams. */
function tuneBeams(world: World, ship: Ship, target: Vessel): void {
  if (scanLevel(world, ship, target) < maxScan) return
  const frequency = bestAgainst(target.frequency.shields)
  if (ship.frequency.beams !== frequency) orders.frequency.apply(world, ship, { frequency })
  if (ship.aimed !== 'beams') orders.aim.apply(world, ship, { system: 'beams' })
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

function workTubes(world: World, ship: Ship, target: Vessel | undefined, threat: Vessel | undefined): void {
  let underWay = world.torpedoes.filter((torpedo) => torpedo.owner === ship.id && torpedo.target === target?.id).length
  const isCrowd = target !== undefined && enemiesAround(world, ship, target) >= crowd
  // One great blast at a time: a second one would burst over wrecks.
  let isBlastOut =
    ship.tubes.some(({ ordnance, state }) => isGreat(ordnance) && state !== 'loaded') ||
    world.torpedoes.some(({ owner, ordnance }) => owner === ship.id && isGreat(ordnance))
  ship.tubes.forEach((tube, index) => {
    if (tube.state === 'loaded') {
      const isWorth = tube.ordnance === 'mine' ? isAstern(ship, threat) : isShot(ship, tube.ordnance, target)
      const isBlast = isGreat(tube.ordnance)
      const isWise = isBlast ? !isBlastOut && (isCrowd || isLastResort(ship)) : underWay < salvo
      const mayFire = isWorth && (tube.ordnance === 'mine' || isWise)
      if (mayFire && !orders.fire.apply(world, ship, { tube: index })) {
        underWay += 1
        isBlastOut ||= isBlast
      }
    }
    const hasBlast = ship.tubes.some((each) => isGreat(each.ordnance))
    const ordnance = tube.state === 'empty' ? nextOrdnance(ship, index, isCrowd && !hasBlast) : undefined
    if (!ordnance || (isGreat(ordnance) && hasBlast)) return
    orders.load.apply(world, ship, { tube: index, ordnance })
  })
}

const isGreat = (ordnance: string): boolean => ordnance === 'nuke' || ordnance === 'emp'
const isLastResort = (ship: Ship): boolean => (ship.stock.homing ?? 0) === 0 && (ship.stock.hvli ?? 0) === 0

function isShot(ship: Ship, ordnance: string, target: Vessel | undefined): boolean {
  if (!target) return false
  const away = distance(ship, target)
  const offBow = Math.abs(angleDifference(ship.heading, bearing(ship, target)))
  return ordnanceOf({ ordnance }).isGuided
    ? away <= torpedoReach && offBow <= firingAngle
    : away <= shellReach && offBow <= shellAngle
}

function isAstern(ship: Ship, threat: Vessel | undefined): boolean {
  if (!threat || Math.abs(angleDifference(ship.heading, bearing(ship, threat))) < Math.PI * 0.8) return false
  const away = distance(ship, threat)
  return away >= mineRange.least && away <= mineRange.most
}

/** Enemies that a blast at the target would reach. */
function enemiesAround(world: World, ship: Ship, target: Vessel): number {
  let count = 0
  visitNearby(world, target, 900, (vessel) => {
    if (isHostile(ship, vessel)) count += 1
  })
  return count
}

/** Mines where nothing else goes in; the great blasts for a crowd, or when nothing else is left. */
function nextOrdnance(ship: Ship, tube: number, isCrowd: boolean): OrdnanceId | undefined {
  const shipClass = shipClassOf(ship)
  const has = (id: OrdnanceId) => (ship.stock[id] ?? 0) > 0 && tubeTakes(shipClass, tube, id)
  if (isMineTube(shipClass, tube)) return has('mine') ? 'mine' : undefined
  const wanted: OrdnanceId[] = isCrowd ? ['nuke', 'emp', 'homing', 'hvli'] : ['homing', 'hvli', 'emp', 'nuke']
  return wanted.find(has)
}
