/** Presets of engineering: power and coolant of all systems under a number, six of them filled in from the start. */
import type { EngineeringPreset } from './bridge.ts'
import { type Ship, systemNames } from './world.ts'

export const presetSlots = 10

/** Reactor, beams, tubes, maneuver, impulse, drive, front and rear shield; coolant is ten units in all. */
const first: readonly EngineeringPreset[] = [
  // Cruise: fast and cheap.
  { power: [1, 0.5, 0.5, 1, 1.5, 0.5, 0.5, 0.5], coolant: [2, 0, 0, 1, 5, 0, 1, 1] },
  // Attack.
  { power: [1.2, 1.8, 1.5, 1, 1, 0, 1.5, 1], coolant: [2, 4, 2, 0, 0, 0, 2, 0] },
  // Evade.
  { power: [1.2, 0.5, 0.5, 1.8, 1.8, 0.5, 1, 1.5], coolant: [2, 0, 0, 3, 4, 0, 0, 1] },
  // Jump, or warp.
  { power: [1.3, 0.3, 0.3, 0.5, 0.5, 2, 0.5, 0.5], coolant: [3, 0, 0, 0, 0, 7, 0, 0] },
  // Dock: mend and cool down.
  { power: [1, 0.5, 1, 1, 1, 0, 1, 1], coolant: [2, 1, 1, 1, 1, 2, 1, 1] },
  // Silent: spend as little as can be.
  { power: [1, 0.3, 0.3, 0.5, 0.5, 0, 0.3, 0.3], coolant: [3, 1, 1, 1, 1, 1, 1, 1] },
]

export const firstPresets = (): (EngineeringPreset | null)[] =>
  Array.from({ length: presetSlots }, (_, slot) => {
    const preset = first[slot]
    return preset ? { power: [...preset.power], coolant: [...preset.coolant] } : null
  })

export const orderedSettings = (ship: Ship): EngineeringPreset => ({
  power: systemNames.map((name) => ship.systems[name].powerOrdered),
  coolant: systemNames.map((name) => ship.systems[name].coolantOrdered),
})

export function applyPreset(ship: Ship, preset: EngineeringPreset): void {
  systemNames.forEach((name, index) => {
    ship.systems[name].powerOrdered = preset.power[index]!
    ship.systems[name].coolantOrdered = preset.coolant[index]!
  })
}
