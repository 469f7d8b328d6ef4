/** Torpedoes in flight: they turn toward their target and burst at the first enemy hull they meet; mines lie in wait. */
import { sectorHalf } from '../../schema/limits.ts'
import { emitAt } from '../events.ts'
import { findShip, findVessel, type Vessel, visitNearbyHostile } from '../lookup.ts'
import { angleDifference, bearing, clamp, cos, sin, wrapAngle } from '../math.ts'
import { ordnanceOf } from '../ordnance/index.ts'
import type { Ordnance } from '../ordnance/ordnance.ts'
import type { Torpedo, World } from '../world.ts'
import { damage } from './damage.ts'

/** Hulls whose middle is further away than this cannot be touched: more than any radius and step together. */
const touchRange = 500

export function flyTorpedoes(world: World, dt: number): void {
  if (world.torpedoes.length === 0) return
  for (const torpedo of world.torpedoes) {
    const { mine } = ordnanceOf(torpedo)
    if (mine) wait(world, torpedo, mine, dt)
    else fly(world, torpedo, dt)
  }
  world.torpedoes = world.torpedoes.filter((torpedo) => torpedo.life > 0)
}

function fly(world: World, torpedo: Torpedo, dt: number): void {
  const { turnRate } = ordnanceOf(torpedo)
  const target = findVessel(world, torpedo.target)
  const wanted = target ? angleDifference(torpedo.heading, bearing(torpedo, target)) : 0
  const turned = clamp(wanted, -turnRate * dt, turnRate * dt)
  torpedo.turnRate = turned / dt
  torpedo.heading = wrapAngle(torpedo.heading + turned)
  const from = { x: torpedo.x, z: torpedo.z }
  drift(torpedo, dt)
  torpedo.life = Math.max(0, torpedo.life - dt)

  let met: Vessel | undefined
  let metAfter = Number.POSITIVE_INFINITY
  visitNearbyHostile(world, torpedo, torpedo, touchRange, (vessel) => {
    const after = wayToHull(from, torpedo, vessel)
    // Of two hulls reached at once the older one is met, whatever order they are listed in.
    if (after < metAfter || (after === metAfter && met && vessel.id < met.id)) {
      met = vessel
      metAfter = after
    }
  })
  if (!met) return
  torpedo.x = from.x + (torpedo.x - from.x) * metAfter
  torpedo.z = from.z + (torpedo.z - from.z) * metAfter
  burst(world, torpedo)
}

function drift(torpedo: Torpedo, dt: number): void {
  torpedo.x = clamp(torpedo.x + sin(torpedo.heading) * torpedo.speed * dt, -sectorHalf, sectorHalf)
  torpedo.z = clamp(torpedo.z + cos(torpedo.heading) * torpedo.speed * dt, -sectorHalf, sectorHalf)
}

/** A mine drifts until it is armed; then the first enemy hull in reach of its sensor lights the fuse. */
function wait(world: World, mine: Torpedo, rule: NonNullable<Ordnance['mine']>, dt: number): void {
  if (mine.arming > 0) {
    drift(mine, dt)
    mine.arming = Math.max(0, mine.arming - dt)
    if (mine.arming === 0) mine.speed = 0
    return
  }
  if (mine.fuse !== undefined) {
    mine.fuse = Math.max(0, mine.fuse - dt)
    if (mine.fuse === 0) burst(world, mine)
    return
  }
  visitNearbyHostile(world, mine, mine, rule.sensor + touchRange, (vessel, away) => {
    if (away - vessel.radius <= rule.sensor) mine.fuse = rule.fuse
  })
}

/** Share 0–1 of the way from one place to another after which a hull's circle is touched; infinite if never. */
function wayToHull(from: { x: number; z: number }, to: { x: number; z: number }, hull: Vessel): number {
  const [dx, dz] = [to.x - from.x, to.z - from.z]
  const [hx, hz] = [hull.x - from.x, hull.z - from.z]
  const outside = hx * hx + hz * hz - hull.radius * hull.radius
  if (outside <= 0) return 0
  const length = dx * dx + dz * dz
  const along = hx * dx + hz * dz
  // |from + t·d − hull|² = radius² solved for its smaller t.
  const inside = along * along - length * outside
  if (length === 0 || along <= 0 || inside < 0) return Number.POSITIVE_INFINITY
  const t = (along - Math.sqrt(inside)) / length
  return t <= 1 ? t : Number.POSITIVE_INFINITY
}

/** Harms all enemies within the blast: full damage at its middle, falling evenly to its edge; measured to their hulls. */
function burst(world: World, torpedo: Torpedo): void {
  const { blast, damage: amounts, isForShields = false } = ordnanceOf(torpedo)
  const { x, z, owner: by, faction } = torpedo
  torpedo.life = 0
  emitAt(world, 'explosion', { x, z }, { radius: blast })
  const hurt = explode(world, { x, z, radius: blast, amounts, by, faction, isForShields })
  const owner = findShip(world, by)
  if (owner?.bridge && hurt > 0) owner.bridge.statistics.torpedoesHit += 1
}

interface Blast {
  x: number
  z: number
  radius: number
  amounts: { readonly centre: number; readonly edge: number }
  /** Id and side of the ship whose work it is. */
  by: number
  faction: string
  isForShields: boolean
}

/** Harms all enemies in a blast, and says how many. */
export function explode(world: World, { x, z, radius, amounts, by, faction, isForShields }: Blast): number {
  const hurt: { vessel: Vessel; share: number }[] = []
  visitNearbyHostile(world, { faction }, { x, z }, radius + touchRange, (vessel, middle) => {
    const away = Math.max(0, middle - vessel.radius)
    if (away <= radius) hurt.push({ vessel, share: away / radius })
  })
  hurt.sort((one, other) => one.vessel.id - other.vessel.id)
  for (const { vessel, share } of hurt) {
    const amount = amounts.centre + (amounts.edge - amounts.centre) * share
    damage(world, vessel, { amount, x, z, by, faction, isBeam: false, isForShields })
  }
  return hurt.length
}
