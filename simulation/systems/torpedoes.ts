/** Torpedoes in flight: they turn toward their target and burst at the first enemy hull they meet. */
import { sectorHalf } from '../../schema/limits.ts'
import { emitAt } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { findShip, findVessel, type Vessel, visitNearby } from '../lookup.ts'
import { angleDifference, bearing, clamp, cos, distance, sin, wrapAngle } from '../math.ts'
import { ordnanceOf } from '../ordnance/index.ts'
import type { Torpedo, World } from '../world.ts'
import { damage } from './damage.ts'

/** Hulls whose middle is further away than this cannot be touched: more than any radius, blast and step together. */
const touchRange = 500

export function flyTorpedoes(world: World, dt: number): void {
  if (world.torpedoes.length === 0) return
  for (const torpedo of world.torpedoes) fly(world, torpedo, dt)
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
  torpedo.x = clamp(torpedo.x + sin(torpedo.heading) * torpedo.speed * dt, -sectorHalf, sectorHalf)
  torpedo.z = clamp(torpedo.z + cos(torpedo.heading) * torpedo.speed * dt, -sectorHalf, sectorHalf)
  torpedo.life = Math.max(0, torpedo.life - dt)

  let met: Vessel | undefined
  let metAfter = Number.POSITIVE_INFINITY
  visitNearby(world, torpedo, touchRange, (vessel) => {
    if (!isHostile(torpedo, vessel)) return
    const after = wayToHull(from, torpedo, vessel)
    // Of two hulls reached at once the older one is met, whatever order they are listed in.
    if (after < metAfter || (after === metAfter && met && vessel.id < met.id)) {
      met = vessel
      metAfter = after
    }
  })
  if (met) burst(world, torpedo, metAfter, from)
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
function burst(world: World, torpedo: Torpedo, after: number, from: { x: number; z: number }): void {
  const { blast, damage: amounts } = ordnanceOf(torpedo)
  const x = from.x + (torpedo.x - from.x) * after
  const z = from.z + (torpedo.z - from.z) * after
  torpedo.life = 0
  emitAt(world, 'explosion', { x, z }, { radius: blast, ordnance: torpedo.ordnance })
  const hurt: { vessel: Vessel; share: number }[] = []
  visitNearby(world, { x, z }, touchRange, (vessel) => {
    const away = Math.max(0, distance({ x, z }, vessel) - vessel.radius)
    if (away <= blast && isHostile(torpedo, vessel)) hurt.push({ vessel, share: away / blast })
  })
  hurt.sort((one, other) => one.vessel.id - other.vessel.id)
  for (const { vessel, share } of hurt) {
    const amount = amounts.centre + (amounts.edge - amounts.centre) * share
    damage(world, vessel, { amount, x, z, by: torpedo.owner, faction: torpedo.faction, isBeam: false })
  }
  const owner = findShip(world, torpedo.owner)
  if (owner?.bridge) owner.bridge.statistics.torpedoesHit += 1
}
