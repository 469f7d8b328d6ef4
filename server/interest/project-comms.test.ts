/** Comms on the wire: what can be answered now, in slots that are used again. */
import assert from 'node:assert/strict'
import { stillScene } from './project-scene.ts'

describe('comms on the wire', () => {
  it('offers answers while a channel is open and none after, and takes no new reference for the next', () => {
    const scene = stillScene()
    const ship = scene.crewed(0)
    const station = scene.world.stations[0]!
    scene.put(ship, station.x, station.z + 2000)
    const reader = scene.join(0)
    const offered = () => [...reader.game.ship.radio.choices].filter(({ id }) => id !== '').length
    const { root } = scene.streams[0]!.encoder
    const talk = () => {
      ship.bridge!.channel = { with: station.id, stage: 'open', remaining: 60 }
      scene.pass(1)
      assert.ok(offered() > 3)
      ship.bridge!.channel = undefined
      scene.pass(1)
      assert.equal(offered(), 0)
    }
    talk()
    const references = root['nextUniqueId']
    for (let count = 0; count < 20; count++) talk()
    assert.equal(root['nextUniqueId'], references)
  })
})
