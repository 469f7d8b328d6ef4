/** One tick of the world: an ordered list of rules, read from top to bottom. */
import type { ConsoleDefinition } from './consoles/console.ts'
import { consoles } from './consoles/index.ts'
import { consoleNames } from './consoles/titles.ts'
import { crewedShips, isAlive, rebuildLookup } from './lookup.ts'
import { applyOrder } from './orders.ts'
import { scenarioOf } from './scenarios/index.ts'
import { flyByComputer, thinksNow, thoughtTicks } from './systems/ai.ts'
import { fireBeams } from './systems/beams.ts'
import { updateChannel } from './systems/channels.ts'
import { serveDocked } from './systems/docking.ts'
import { workDrives } from './systems/drives.ts'
import { hack, wearOffHacks } from './systems/hacking.ts'
import { deliverSupplies } from './systems/help.ts'
import { updatePower } from './systems/power.ts'
import { flyProbes } from './systems/probes.ts'
import { repair } from './systems/repair.ts'
import { sense } from './systems/scans.ts'
import { workSelfDestruct } from './systems/self-destruct.ts'
import { recalibrateShields, regenerateShields } from './systems/shields.ts'
import { moveAll } from './systems/thrust.ts'
import { flyTorpedoes } from './systems/torpedoes.ts'
import { workTubes } from './systems/tubes.ts'
import { keepTimeline } from './timeline.ts'
import type { Order, Ship, StepResult, World } from './world.ts'

/** Advances the world by `dt` seconds, which is 1 / `world.hz`. The only writer of the world. */
export function step(world: World, orders: readonly Order[], dt: number): StepResult {
  world.tick += 1
  world.events = []
  rebuildLookup(world)
  const crews = crewedShips(world)
  const energyBefore = crews.map((ship) => ship.energy)

  const results = orders.map((order) => applyOrder(world, order))
  forLiving(crews, (ship) => workConsoles(world, ship, dt))
  flyByComputer(world, dt)
  forLiving(crews, (ship) => updatePower(world, ship, dt))
  forLiving(crews, (ship) => workDrives(world, ship, dt))
  moveAll(world, dt)
  forLiving(crews, (ship) => recalibrateShields(world, ship, dt))
  regenerateShields(world, dt)
  fireBeams(world, dt)
  workTubes(world, dt)
  flyTorpedoes(world, dt)
  flyProbes(world, dt)
  forLiving(crews, (ship) => workSelfDestruct(world, ship, dt))
  serveDocked(world, dt)
  forLiving(crews, (ship) => repair(ship, dt))
  forLiving(crews, (ship) => sense(world, ship, dt))
  forLiving(crews, (ship) => updateChannel(world, ship, dt))
  forLiving(crews, (ship) => hack(world, ship, dt))
  wearOffHacks(world, dt)
  deliverSupplies(world)

  crews.forEach((ship, index) => {
    ship.energyRate = (ship.energy - energyBefore[index]!) / dt
  })
  removeFallen(world)
  const scenario = scenarioOf(world)
  scenario.update(world, dt)
  world.outcome ??= scenario.outcome(world)
  keepTimeline(world)
  return { events: world.events, results }
}

/** Asked ship by ship: one may fall while another's turn comes. */
function forLiving(ships: readonly Ship[], work: (ship: Ship) => void): void {
  for (const ship of ships) if (isAlive(ship)) work(ship)
}

function workConsoles(world: World, ship: Ship, dt: number): void {
  if (!ship.bridge || !thinksNow(world, ship)) return
  for (const name of consoleNames) {
    const console: ConsoleDefinition = consoles[name]
    if (ship.bridge.autopilot[name] !== false) console.autopilot(world, ship, dt * thoughtTicks(world))
  }
}

/** Takes away what was destroyed in this tick. Crews' wrecks stay: their figures are still wanted. */
function removeFallen(world: World): void {
  if (world.ships.some((ship) => !ship.bridge && !isAlive(ship))) {
    world.ships = world.ships.filter((ship) => ship.bridge || isAlive(ship))
  }
  if (!world.stations.every(isAlive)) world.stations = world.stations.filter(isAlive)
}
