import assert from 'node:assert/strict'
import { updateHeat } from '../../simulation/systems/power.ts'
import { heatRate, overheatsIn } from './heat.ts'

const system = (power: number, coolant: number, heat = 0.2) => ({
  power,
  powerOrdered: power,
  coolant,
  coolantOrdered: coolant,
  heat,
  health: 1,
  hacked: 0,
})

describe('heat as engineering foresees it', () => {
  it('warms as the simulation does, at every setting', () => {
    for (let power = 0; power <= 3; power += 0.25) {
      for (let coolant = 0; coolant <= 10; coolant += 2) {
        const stepped = system(power, coolant, 0.5)
        updateHeat(stepped, 0.05)
        assert.ok(Math.abs((stepped.heat - 0.5) / 0.05 - heatRate({ power, coolant })) < 1e-6, `${power} ${coolant}`)
      }
    }
  })

  it('tells the second at which a system overheats, and nothing when it never does', () => {
    const left = overheatsIn(system(3, 0))
    assert.ok(left !== undefined)
    const stepped = system(3, 0)
    for (let tick = 0; tick < Math.round(left * 100) - 1; tick++) updateHeat(stepped, 0.01)
    assert.ok(stepped.heat < 1)
    for (let tick = 0; tick < 5; tick++) updateHeat(stepped, 0.01)
    assert.equal(stepped.heat, 1)
    assert.equal(overheatsIn(system(1, 2)), undefined)
  })
})
