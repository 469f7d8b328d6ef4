/** The own ship as a list of whole numbers, each on the step that its instrument shows. */
import { ordnanceIds } from '../../../simulation/ordnance/index.ts'
import { scenarioOf } from '../../../simulation/scenarios/index.ts'
import { shipClassOf } from '../../../simulation/ships/index.ts'
import { effectiveness } from '../../../simulation/systems/power.ts'
import { type Ship, systemNames, type World } from '../../../simulation/world.ts'
import type { OwnView } from '../peer.ts'
import type { Motion } from './track.ts'

interface Figure {
  name: string
  read(ship: Ship, world: World): number
  /** Order of its Exp-Golomb code: how many bits a change usually has. */
  k: number
  /** Drifts by itself: told at 5 Hz. */
  isSlow?: boolean
}

const alerts = ['green', 'yellow', 'red']
const views = ['fore', 'aft', 'left', 'right', 'tactical', 'long']
const tubeStates = ['empty', 'loading', 'loaded', 'unloading', 'firing']
const ordnances = ['', ...ordnanceIds]
const headingSteps = 4096 / (2 * Math.PI)
export const paceSteps = 128

const tickAfter = (world: World, seconds: number, pace: number) =>
  seconds === 0 ? 0 : world.tick + Math.round((seconds * world.hz) / Math.max(pace, 0.05))

const systemFigures = systemNames.flatMap((name): Figure[] => [
  { name: `${name}.power`, read: ({ systems }) => Math.round(systems[name].power * 80), k: 1, isSlow: true },
  { name: `${name}.powerOrdered`, read: ({ systems }) => Math.round(systems[name].powerOrdered * 80), k: 5 },
  { name: `${name}.coolant`, read: ({ systems }) => Math.round(systems[name].coolant * 25), k: 1, isSlow: true },
  { name: `${name}.coolantOrdered`, read: ({ systems }) => Math.round(systems[name].coolantOrdered * 25), k: 3 },
  { name: `${name}.heat`, read: ({ systems }) => Math.round(systems[name].heat * 100), k: 0, isSlow: true },
  { name: `${name}.health`, read: ({ systems }) => Math.round(systems[name].health * 100), k: 1, isSlow: true },
])

const mostTubes = 4
const tubeFigures = Array.from({ length: mostTubes }, (_, index): Figure[] => [
  { name: `tube${index}.ordnance`, read: ({ tubes }) => ordnances.indexOf(tubes[index]?.ordnance ?? ''), k: 1 },
  { name: `tube${index}.state`, read: ({ tubes }) => tubeStates.indexOf(tubes[index]?.state ?? 'empty'), k: 1 },
  {
    name: `tube${index}.readyAt`,
    read: (ship, world) => tickAfter(world, ship.tubes[index]?.remaining ?? 0, effectiveness(ship, 'tubes')),
    k: 6,
    isSlow: true,
  },
]).flat()

const figures: Figure[] = [
  { name: 'id', read: ({ id }) => id, k: 6 },
  { name: 'tubes', read: ({ tubes }) => tubes.length, k: 1 },
  { name: 'impulseOrdered', read: ({ helm }) => Math.round(helm.impulse * 100), k: 5 },
  { name: 'headingOrdered', read: ({ helm }) => Math.round(helm.heading * headingSteps), k: 10 },
  { name: 'impulsePace', read: (ship) => Math.round(effectiveness(ship, 'impulse') * paceSteps), k: 2, isSlow: true },
  { name: 'turnPace', read: (ship) => Math.round(effectiveness(ship, 'maneuver') * paceSteps), k: 2, isSlow: true },
  { name: 'hull', read: ({ hull }) => Math.round(hull), k: 2 },
  { name: 'shieldsUp', read: ({ shields }) => Number(shields.up), k: 0 },
  { name: 'shieldFront', read: ({ shields }) => Math.round(shields.front), k: 1 },
  { name: 'shieldRear', read: ({ shields }) => Math.round(shields.rear), k: 1 },
  { name: 'energy', read: ({ energy }) => Math.round(energy), k: 0, isSlow: true },
  { name: 'energyRate', read: ({ energyRate }) => Math.round(energyRate * 2), k: 0, isSlow: true },
  { name: 'target', read: ({ target }) => target, k: 5 },
  { name: 'aimed', read: ({ aimed }) => (aimed === undefined ? 0 : systemNames.indexOf(aimed) + 1), k: 1 },
  { name: 'beamsMode', read: ({ beamsMode }) => Number(beamsMode === 'auto'), k: 0 },
  { name: 'marked', read: ({ bridge }) => bridge?.marked ?? 0, k: 5 },
  { name: 'alert', read: ({ bridge }) => alerts.indexOf(bridge?.alert ?? ''), k: 0 },
  { name: 'view', read: ({ bridge }) => views.indexOf(bridge?.view ?? ''), k: 1 },
  { name: 'dockedTo', read: ({ dockedTo }) => dockedTo, k: 5 },
  { name: 'scanTarget', read: ({ bridge }) => bridge?.scan?.target ?? 0, k: 5 },
  {
    name: 'scanReadyAt',
    read: ({ bridge }, world) => tickAfter(world, bridge?.scan?.remaining ?? 0, 1),
    k: 6,
  },
  { name: 'probes', read: ({ bridge }) => bridge?.probes ?? 0, k: 0 },
  ...ordnanceIds.map((name): Figure => ({ name: `stock.${name}`, read: ({ stock }) => stock[name] ?? 0, k: 0 })),
  ...tubeFigures,
  ...systemFigures,
]

const indexByName = new Map(figures.map(({ name }, index) => [name, index]))
export const figureCount = figures.length
export const widthOf = (index: number): number => figures[index]!.k

/** What the figures are now; those that drift stay as they were told unless it is their turn. */
export const readFigures = (world: World, ship: Ship, told: number[], isSlowTurn: boolean): number[] =>
  figures.map(({ read, isSlow }, index) => (isSlow && !isSlowTurn ? told[index]! : read(ship, world)))

/** What stands beside the figures as text. */
export const objectiveOf = (world: World): string => scenarioOf(world).objective(world)

export const figure = (told: number[], name: string): number => told[indexByName.get(name)!]!

/** What the helm and the engines do, from what has been told of them. */
export function thrustOf(told: number[], ship: { shipClass: string }) {
  const { speed, acceleration, turnRate, turnAcceleration } = shipClassOf(ship)
  return {
    impulse: figure(told, 'impulseOrdered') / 100,
    heading: figure(told, 'headingOrdered') / headingSteps,
    maxSpeed: (speed * figure(told, 'impulsePace')) / paceSteps,
    maxTurnRate: (turnRate * figure(told, 'turnPace')) / paceSteps,
    ...{ acceleration, turnAcceleration, warp: 0, warpSpeed: 0, boost: 0, strafe: 0 },
  }
}

export function ownView(told: number[], { x, z, heading }: Motion): OwnView {
  const of = (name: string) => figure(told, name)
  return {
    ...{ x, z, heading, id: of('id'), hull: of('hull'), energy: of('energy') },
    ...{ shieldFront: of('shieldFront'), shieldRear: of('shieldRear'), target: of('target'), marked: of('marked') },
    alert: alerts[of('alert')] ?? '',
    systems: systemNames.map((name) => ({
      power: of(`${name}.power`) / 80,
      powerOrdered: of(`${name}.powerOrdered`) / 80,
      coolant: of(`${name}.coolant`) / 25,
      heat: of(`${name}.heat`) / 100,
      health: of(`${name}.health`) / 100,
    })),
    tubes: Array.from({ length: of('tubes') }, (_, index) => ({
      ordnance: ordnances[of(`tube${index}.ordnance`)] ?? '',
      state: tubeStates[of(`tube${index}.state`)] ?? '',
    })),
  }
}
