/** Rules of the systems' course: a page foresees what the simulation does, and believes every report. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { courseStep, foresee } from '../../simulation/systems/power.ts'
import { systemNames } from '../../simulation/world.ts'
import { createSystems } from './systems.ts'
import { systemView } from './test-views.ts'

const hz = 20
const tuned = systemView({ at: 100, power: 1, powerOrdered: 2.2, coolant: 0, coolantOrdered: 3, heat: 0.3 })

describe('the systems on a page', () => {
  it('run on by the steps that the server foresees by, whenever they are looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }), (looks) => {
        const systems = createSystems()
        systems.hear([tuned], 100)
        const ticks = looks.toSorted((a, b) => a - b).map((look) => 100 + look)
        for (const tick of ticks) systems.at(tick, hz, 1000)
        const expected = { ...tuned }
        for (let step = 0; step < Math.floor((ticks.at(-1)! - 100) / (courseStep * hz)); step++) foresee(expected)
        const [{ power, coolant, heat } = tuned] = systems.at(ticks.at(-1)!, hz, 1000)
        assert.deepEqual([power, coolant, heat], [expected.power, expected.coolant, expected.heat])
      }),
    )
  })

  it('know from the report’s own tick how old it is', () => {
    const [late, soon] = [createSystems(), createSystems()]
    late.hear([tuned], 160)
    soon.hear([tuned], 100)
    assert.deepEqual(late.at(160, hz, 1000), soon.at(160, hz, 1000))
  })

  it('take a new report as it stands', () => {
    const systems = createSystems()
    systems.hear([tuned], 100)
    systems.at(150, hz, 1000)
    systems.hear([{ ...tuned, at: 150, power: 0.5, powerOrdered: 0.5 }], 150)
    assert.equal(systems.at(152, hz, 1000)[0]!.power, 0.5)
  })

  it('achieve power times health, less what hacking takes, and little on the last energy', () => {
    const systems = createSystems()
    const worn = systemView({
      at: 100,
      power: 2,
      powerOrdered: 2,
      coolant: 10,
      coolantOrdered: 10,
      health: 0.5,
      hacked: 0.5,
    })
    systems.hear(
      systemNames.map(() => worn),
      100,
    )
    const reached = (energy: number) => systems.at(100, hz, energy).map(({ effectiveness }) => effectiveness)
    assert.deepEqual(
      reached(1000),
      systemNames.map(() => 0.5),
    )
    assert.deepEqual(
      reached(0),
      systemNames.map((name) => (name === 'reactor' ? 0.5 : 0.15)),
    )
  })
})
