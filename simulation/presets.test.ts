import assert from 'node:assert/strict'
import { firstPresets, presetSlots } from './presets.ts'
import { maxPower } from './systems/power.ts'
import { addCrew, give, pass, quietWorld } from './test-world.ts'
import { systemNames } from './world.ts'

describe('presets', () => {
  it('six of ten are filled in, each within power and coolant', () => {
    const presets = firstPresets()
    assert.equal(presets.length, presetSlots)
    const filled = presets.filter((preset) => preset !== null)
    assert.equal(filled.length, 6)
    for (const { power, coolant } of filled) {
      assert.deepEqual([power.length, coolant.length], [systemNames.length, systemNames.length])
      assert.ok(power.every((level) => level >= 0 && level <= maxPower))
      assert.ok(coolant.reduce((sum, units) => sum + units, 0) <= 10 && coolant.every((units) => units >= 0))
    }
  })

  it('store what is ordered and bring it back, until something is set by hand', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const preset = (slot: number, act: string) => give(world, 'engineering.preset', { slot, do: act })
    assert.match(preset(8, 'apply')!.detail, /Preset 9 is empty/)
    give(world, 'engineering.power', { system: 'impulse', power: 2 })
    give(world, 'engineering.coolant', { system: 'impulse', coolant: 3 })
    assert.equal(preset(8, 'store'), undefined)
    assert.equal(ship.bridge!.preset, 8)
    assert.equal(preset(1, 'apply'), undefined)
    assert.equal(ship.systems.impulse.powerOrdered, 1)
    assert.equal(ship.systems.beams.coolantOrdered, 4)
    assert.equal(preset(8, 'apply'), undefined)
    assert.deepEqual([ship.systems.impulse.powerOrdered, ship.systems.impulse.coolantOrdered], [2, 3])
    give(world, 'engineering.power', { system: 'impulse', power: 1.5 })
    assert.equal(ship.bridge!.preset, -1)
    pass(world, 10)
    assert.equal(ship.systems.impulse.power, 1.5)
  })

  it('are refused where the session is flown without them', () => {
    const world = { ...quietWorld(), allowsPresets: false }
    const ship = addCrew(world)
    for (const act of ['apply', 'store']) {
      assert.match(give(world, 'engineering.preset', { slot: 0, do: act })!.detail, /without presets/)
    }
    assert.equal(ship.bridge!.preset, -1)
  })
})
