import assert from 'node:assert/strict'
import { shipClasses } from '../../simulation/ships/index.ts'
import type { ShipView } from '../network/snapshot.ts'
import { shipView } from '../network/test-views.ts'
import { find, records } from './database.ts'
import { scanProgress } from './scan-progress.ts'

describe('the database', () => {
  it('finds each record by its own name, and by words of its facts', () => {
    for (const record of records) assert.ok(find(record.name).includes(record), record.name)
    assert.deepEqual(
      find('light frigate ships').map(({ id }) => id),
      ['npc-frigate'],
    )
    assert.equal(find('homing speed')[0]?.id, 'homing')
    assert.deepEqual(find('no such thing'), [])
  })

  it('holds every ship class, with figures that have units', () => {
    for (const id of Object.keys(shipClasses)) {
      const facts = records.find((record) => record.id === id)?.facts ?? []
      assert.ok(facts.some(({ value }) => value.endsWith('u/s')))
      for (const { name, value } of facts) assert.ok(value !== '' && !value.includes('undefined'), name)
      assert.equal(new Set(facts.map(({ name }) => name)).size, facts.length, 'each fact has a name of its own')
    }
  })
})

describe('a scan’s progress', () => {
  const ship = (values: Partial<ShipView>): ShipView => ({ ...shipView(), ...values })

  it('runs between its ticks, stands still while it waits, and is none without a scan', () => {
    const running = ship({ scanTarget: 7, scanStartedAt: 100, scanReadyAt: 300 })
    assert.deepEqual(scanProgress(running, 150, 20), { share: 0.25, left: 7.5, isHeld: false })
    assert.deepEqual(scanProgress(running, 400, 20), { share: 1, left: 0, isHeld: false })
    assert.deepEqual(scanProgress(ship({ scanTarget: 7, scanHeld: 0.5 }), 9, 20), { share: 0.5, left: 0, isHeld: true })
    assert.deepEqual(scanProgress(ship({}), 9, 20), { share: 0, left: 0, isHeld: false })
  })
})
