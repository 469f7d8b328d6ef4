/** Siege: four stations hold out against waves of raiders. */

import { consoleNames } from '../consoles/titles.ts'
import { emitToAll } from '../events.ts'
import { crewedShips, isAlive } from '../lookup.ts'
import { cos, pow, sin, tau } from '../math.ts'
import { nextRandom, randomBetween } from '../random.ts'
import { crewedFaction, spawnAiShip, spawnCrewedShip, spawnStation } from '../spawn.ts'
import { strewTerrain } from '../terrain.ts'
import type { Outcome, Ship, World } from '../world.ts'
import { type Scenario, secondsOf } from './scenario.ts'
import { scenarioTitles } from './titles.ts'

const waves = 2
/** Seconds until the first wave, and between two. */
const firstWave = 20
const waveInterval = 150
/** Distance of the stations, and of the raiders' arrival, from the middle. */
const stationRing = 4500
const arrivalRing = 14_000
/** Enemies alive at most; the rest wait outside. */
const crowd = 50

/** Reputation for a beaten wave. */
const wavePay = 12
const raidingFaction = 'corsairs'
const stationNames = ['Lantern', 'Saltmarsh', 'Anvil', 'Merrow']

export const siege = {
  ...scenarioTitles.siege,

  create(world, ships) {
    ships.forEach((ship, group) => {
      const angle = (group / ships.length) * tau
      spawnCrewedShip(world, { x: sin(angle) * 900, z: cos(angle) * 900, heading: angle }, ship)
    })
    stationNames.forEach((name, index) => {
      const angle = ((index + randomBetween(world.random, 0.3, 0.7)) / stationNames.length) * tau
      const place = { x: sin(angle) * stationRing, z: cos(angle) * stationRing }
      spawnStation(world, index === 0 ? 'medium' : 'small', crewedFaction, name, place)
    })
    // Beyond the ring from which raiders come: nobody meets it who does not look for it.
    strewTerrain(world, {
      nebulae: [4000, 3000],
      fields: [9, 8],
      anomalies: ['derelict', 'crystals', 'echo'],
      from: 15_500,
      to: 26_000,
    })
    world.progress = { wave: 0, nextWaveAt: firstWave, waiting: 0, bearing: 0, paid: 0 }
  },

  update(world) {
    const { progress } = world
    if (progress.wave! < waves && secondsOf(world) >= progress.nextWaveAt!) {
      progress.wave! += 1
      progress.nextWaveAt! += waveInterval
      progress.waiting! += waveSize(world)
      progress.bearing = nextRandom(world.random) * tau
      emitToAll(world, 'wave', { number: progress.wave!, of: waves })
    }
    payForWaves(world)
    if (progress.waiting! <= 0) return
    let room = crowd - raiders(world).length
    for (; room > 0 && progress.waiting! > 0; room--) {
      arrive(world)
      progress.waiting! -= 1
    }
  },

  objective(world) {
    const { wave, nextWaveAt } = world.progress
    const left = raiders(world).length + world.progress.waiting!
    const ships = left === 1 ? '1 raider is left' : `${left} raiders are left`
    if (wave === 0) return `Raiders are on their way to the stations: get ready. First of ${waves} waves.`
    if (left > 0) return `Wave ${wave} of ${waves}: ${ships}.`
    const seconds = Math.max(0, Math.ceil((nextWaveAt! - secondsOf(world)) / 10) * 10)
    return `Wave ${wave} of ${waves} is beaten; the next comes in about ${seconds} seconds.`
  },

  outcome(world): Outcome | undefined {
    const { tick } = world
    if (!crewedShips(world).some(isAlive)) return { victory: false, reason: 'All ships are lost.', tick }
    if (world.stations.length === 0) return { victory: false, reason: 'All four stations have fallen.', tick }
    const isBeaten = world.progress.wave === waves && world.progress.waiting === 0 && raiders(world).length === 0
    return isBeaten ? { victory: true, reason: 'The last wave is beaten.', tick } : undefined
  },
} as const satisfies Scenario

const raiders = (world: World): Ship[] => world.ships.filter((ship) => ship.faction === raidingFaction)

/** A wave that is beaten is worth something to those who were besieged. */
function payForWaves(world: World): void {
  const { progress } = world
  if (progress.waiting! > 0 || progress.wave === progress.paid || raiders(world).length > 0) return
  progress.paid = progress.wave!
  world.reputation += wavePay
}

/** Enemies of a wave: ceil(fleet · ships^0.8 · (0.5 + manned / 12)), where fleet is the difficulty but 5 at least and
 *  20 at 11, and manned the mean number of seats a ship that people hold. */
export function waveSize(world: World): number {
  const fleet = world.difficulty >= 11 ? 20 : Math.max(5, world.difficulty)
  const ships = crewedShips(world).filter(isAlive)
  const seats = ships.flatMap((ship) => consoleNames.filter((name) => ship.bridge?.autopilot[name] === false))
  const manned = seats.length / Math.max(1, ships.length)
  return Math.ceil(fleet * pow(ships.length, 0.8) * (0.5 + manned / 12))
}

/** One raider arrives from the wave's direction and makes for all stations in turn, from a random one on. */
function arrive(world: World): void {
  const angle = world.progress.bearing! + randomBetween(world.random, -0.25, 0.25)
  const away = arrivalRing + randomBetween(world.random, -700, 700)
  const stations = world.stations.map(({ x, z }) => ({ x, z }))
  const first = Math.floor(nextRandom(world.random) * stations.length)
  const patrol = [...stations.slice(first), ...stations.slice(0, first)]
  const place = { x: sin(angle) * away, z: cos(angle) * away, heading: angle + tau / 2 }
  spawnAiShip(world, 'npc-frigate', raidingFaction, place, patrol)
}
