/** Probes: they fly to a place, stay there for ten minutes, and see for their crew what is near; enemies may shoot them. */
import { emitAt, emitTo, log, whole } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { shipOfGroup, visitNearby } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import type { Beam, Probe, Ship, World } from '../world.ts'

/** Units a second, seconds, hull points. */
const speed = 200
const life = 600
const hull = 10
const radius = 10
/** Of one crew at once; each has a number of its own. */
export const maxProbesOut = 8
/** No beam reaches further. */
const longestBeam = 2500

/** Sends one off, or says why it cannot. */
export function launchProbe(world: World, ship: Ship, to: { x: number; z: number }): string | undefined {
  const { bridge } = ship
  if (!bridge || bridge.probes < 1) return 'No probe is aboard: dock to get new ones.'
  if (ship.dockedTo > 0) return 'Undock first: no probe is launched from a dock.'
  const out = world.probes.filter((probe) => probe.group === bridge.group)
  if (out.length >= maxProbesOut) return `${maxProbesOut} probes are out: wait until one has ended.`
  let number = 1
  while (out.some((probe) => probe.number === number)) number += 1
  bridge.probes -= 1
  world.probes.push({
    id: world.nextId++,
    group: bridge.group,
    faction: ship.faction,
    number,
    x: ship.x,
    z: ship.z,
    heading: bearing(ship, to),
    speed,
    turnRate: 0,
    radius,
    hull,
    toX: to.x,
    toZ: to.z,
    life,
  })
  log(world, ship, `Probe ${number} is on its way.`)
  return undefined
}

export function flyProbes(world: World, dt: number): void {
  if (world.probes.length === 0) return
  for (const probe of world.probes) {
    fly(probe, dt)
    if (probe.life > 0) suffer(world, probe)
  }
  if (world.probes.every(isWorking)) return
  for (const probe of world.probes) if (!isWorking(probe)) end(world, probe)
  world.probes = world.probes.filter(isWorking)
}

const isWorking = (probe: Probe): boolean => probe.hull > 0 && probe.life > 0

function fly(probe: Probe, dt: number): void {
  probe.life = Math.max(0, probe.life - dt)
  if (probe.speed === 0) return
  const left = distance(probe, { x: probe.toX, z: probe.toZ })
  const way = probe.speed * dt
  if (left <= way) {
    probe.x = probe.toX
    probe.z = probe.toZ
    probe.speed = 0
    return
  }
  probe.x += ((probe.toX - probe.x) * way) / left
  probe.z += ((probe.toZ - probe.z) * way) / left
}

/** The computer's ships shoot it with one beam when they have nothing better to shoot at. */
function suffer(world: World, probe: Probe): void {
  visitNearby(world, probe, longestBeam, (vessel) => {
    if (!('ai' in vessel) || !vessel.ai || vessel.target !== 0 || !isHostile(vessel, probe)) return
    const beam = vessel.beams.find((each) => each.cooldown <= 0 && reaches(vessel, each, probe))
    if (!beam) return
    beam.cooldown = beam.cycle
    probe.hull = Math.max(0, probe.hull - beam.damage)
    const [toX, toZ] = [whole(probe.x - vessel.x), whole(probe.z - vessel.z)]
    emitAt(world, 'beam', vessel, { shooter: vessel.id, target: probe.id, toX, toZ })
  })
}

function reaches(ship: Ship, beam: Beam, probe: Probe): boolean {
  if (distance(ship, probe) > beam.range) return false
  return Math.abs(angleDifference(ship.heading + beam.direction, bearing(ship, probe))) <= beam.arc / 2
}

function end(world: World, probe: Probe): void {
  const ship = shipOfGroup(world, probe.group)
  if (!ship) return
  const why = probe.hull > 0 ? 'has run down' : 'was shot'
  log(world, ship, `Probe ${probe.number} ${why}.`)
  emitTo(world, ship, 'probe-ended', { number: probe.number, shot: probe.hull <= 0 })
}
