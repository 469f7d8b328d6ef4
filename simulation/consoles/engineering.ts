/** Engineering: power and coolant for the systems, presets of both, the repair crews, and the self-destruct's first key. */
import { z } from 'zod'
import { nearestHostile } from '../lookup.ts'
import { applyPreset, orderedSettings, presetSlots } from '../presets.ts'
import { coolantUnits, maxPower } from '../systems/power.ts'
import { crewsAboard } from '../systems/repair.ts'
import { commandSelfDestruct } from '../systems/self-destruct.ts'
import { type Ship, type SystemName, systemNames, type World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { refusedIf } from './contact.ts'
import { consoleTitles } from './titles.ts'

const systemShape = z.enum(systemNames)

const orders = {
  power: order({
    shape: z.strictObject({ system: systemShape, power: z.number().min(0).max(maxPower) }),
    rate: 20,
    apply(_world, ship, { system, power }) {
      ship.systems[system].powerOrdered = power
      leavePreset(ship)
      return undefined
    },
  }),
  coolant: order({
    shape: z.strictObject({ system: systemShape, coolant: z.number().min(0).max(coolantUnits) }),
    rate: 20,
    apply(_world, ship, { system, coolant }) {
      const free = coolantUnits - coolantOrderedElsewhere(ship, system)
      // A thousandth of slack, for sliders that round.
      if (coolant > free + 0.001)
        return refusedIf(`Only ${Math.floor(free * 10) / 10} units of coolant are free for it.`)
      ship.systems[system].coolantOrdered = Math.min(coolant, Math.max(0, free))
      leavePreset(ship)
      return undefined
    },
  }),
  repair: order({
    shape: z.strictObject({
      crew: z
        .int()
        .min(0)
        .max(crewsAboard - 1),
      system: systemShape.nullable(),
    }),
    rate: 10,
    apply(_world, ship, { crew, system }) {
      const sent = ship.bridge?.repairCrews[crew]
      if (!sent) return refusedIf('There is no such repair crew.')
      sent.ordered = system
      return undefined
    },
  }),
  preset: order({
    shape: z.strictObject({
      slot: z
        .int()
        .min(0)
        .max(presetSlots - 1),
      do: z.enum(['apply', 'store']),
    }),
    rate: 5,
    apply(world, ship, { slot, do: act }) {
      const { bridge } = ship
      if (!bridge) return refusedIf('Nobody is aboard.')
      if (!world.allowsPresets) return refusedIf('This session is flown without presets.')
      const preset = bridge.presets[slot]
      if (act === 'store') bridge.presets[slot] = orderedSettings(ship)
      else if (preset) applyPreset(ship, preset)
      else return refusedIf(`Preset ${slot + 1} is empty: store the present settings in it first.`)
      bridge.preset = slot
      return undefined
    },
  }),
  destruct: order({
    shape: z.strictObject({ do: z.enum(['arm', 'cancel']) }),
    rate: 2,
    isPersonal: true,
    apply: (world, ship, { do: act }, hand) =>
      refusedIf(commandSelfDestruct(world, ship, { by: 'engineering', hand }, act)),
  }),
}

export const engineering = {
  id: 'engineering',
  ...consoleTitles.engineering,
  orders,
  autopilot,
} satisfies ConsoleDefinition

function leavePreset(ship: Ship): void {
  if (ship.bridge) ship.bridge.preset = -1
}

const coolantOrderedElsewhere = (ship: Ship, system: SystemName): number =>
  systemNames.reduce((sum, name) => (name === system ? sum : sum + ship.systems[name].coolantOrdered), 0)

const fightRange = 6000
/** Boost ends at the first heat and may begin again at the second, so that power does not flutter. */
const hot = 0.65
const cool = 0.35
/** Power in a fight; what is not named stays at 1. */
const fightingPower: Partial<Record<SystemName, number>> = { beams: 1.6, tubes: 1.5, shieldFront: 2, shieldRear: 1.5 }

function autopilot(world: World, ship: Ship): void {
  if (!ship.bridge) return
  const isFight = nearestHostile(world, ship, fightRange) !== undefined
  for (const name of systemNames) {
    const system = ship.systems[name]
    const power = wantedPower(ship, name, isFight)
    if (power !== system.powerOrdered) orders.power.apply(world, ship, { system: name, power })
  }
  shareCoolant(world, ship)
  // Left to themselves the crews go to the worst system.
  ship.bridge.repairCrews.forEach(({ ordered }, crew) => {
    if (ordered) orders.repair.apply(world, ship, { crew, system: null })
  })
}

function wantedPower(ship: Ship, name: SystemName, isFight: boolean): number {
  const { heat, powerOrdered } = ship.systems[name]
  const boost = isFight ? (fightingPower[name] ?? 1) : 1
  if (heat > 0.78) return 0.8
  // While nothing needs the drive, its power is the first to save.
  if (name === 'drive') return ship.energy < 600 && ship.helm.warp === 0 && ship.jump.stage === 'idle' ? 0 : 1
  if (name === 'reactor') return ship.energy < 500 && heat < hot ? 1.3 : 1
  if (ship.energy < 120 && !isFight) return 0.7
  if (boost <= 1 || heat > hot) return 1
  return powerOrdered > 1 || heat < cool ? boost : 1
}

/** Shares all coolant by what is warm and what is boosted; takes before it gives, so that there is enough. */
function shareCoolant(world: World, ship: Ship): void {
  const weights = systemNames.map((name) => {
    const { heat, powerOrdered } = ship.systems[name]
    return 0.1 + heat * 3 + Math.max(0, powerOrdered - 1) * 2
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const shares = systemNames.map((system, index) => ({
    system,
    coolant: Math.floor((coolantUnits * 2 * weights[index]!) / sum) / 2,
  }))
  const change = (share: (typeof shares)[number]) => share.coolant - ship.systems[share.system].coolantOrdered
  for (const share of shares) if (change(share) < 0) orders.coolant.apply(world, ship, share)
  for (const share of shares) if (change(share) > 0) orders.coolant.apply(world, ship, share)
}
