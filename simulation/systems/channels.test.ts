import assert from 'node:assert/strict'
import type { Choice, Dialogue, Talk } from '../dialogue/dialogue.ts'
import { choiceIds, dialogueFor, dialogues, offeredChoices, whyNotChoose } from '../dialogue/index.ts'
import { hash } from '../hash.ts'
import { applyOrder } from '../orders.ts'
import { spawnAiShip, spawnStation } from '../spawn.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import type { Ship, Station, World } from '../world.ts'
import { talkOf } from './channels.ts'

/** Somebody to talk to for every dialogue, 4,000 units off. */
const partners: Record<keyof typeof dialogues, (world: World) => Ship | Station> = {
  crew: (world) => addCrew(world, { x: 4000, z: 0 }),
  'friendly-station': (world) => addDock(world, 4000),
  'neutral-station': (world) => spawnStation(world, 'small', 'guild', 'Cask', { x: 4000, z: 0 }),
  'enemy-station': (world) => spawnStation(world, 'small', 'dominion', 'Grip', { x: 4000, z: 0 }),
  'friendly-ship': (world) => spawnAiShip(world, 'npc-frigate', 'union', { x: 4000, z: 0 }, []),
  'neutral-ship': (world) => spawnAiShip(world, 'freighter', 'guild', { x: 4000, z: 0 }, []),
  'enemy-ship': (world) => addDummy(world, 4000),
}

function onTheLine(
  id: keyof typeof dialogues,
  prepare: (world: World, ship: Ship, other: Ship | Station) => void = () => {},
) {
  const world = quietWorld()
  const ship = addCrew(world)
  const other = partners[id](world)
  ship.bridge!.scans[other.id] = 1
  world.reputation = 1000
  prepare(world, ship, other)
  assert.equal(give(world, 'comms.hail', { contact: other.id }), undefined)
  if (id === 'crew') give(world, 'comms.hail', { contact: ship.id }, 1)
  const talk = talkOf(world, ship)
  assert.ok(talk)
  return { world, ship, other, talk }
}
const transcript = (ship: Ship) => ship.bridge!.comms

describe('dialogues', () => {
  for (const [id, dialogue] of Object.entries<Dialogue>(dialogues) as [keyof typeof dialogues, Dialogue][]) {
    it(`${id}: fits whom it is meant for`, () => {
      const { talk } = onTheLine(id)
      assert.equal(dialogueFor(talk).id, id)
      assert.equal(dialogue.id, id)
    })

    for (const choice of dialogue.choices) {
      it(`${id}: “${choice.id}” is answered, or refused with a reason and no change`, () => {
        const { world, ship, talk } = onTheLine(id)
        const why = whyNotChoose(talk, choice)
        const [reputation, lines] = [world.reputation, transcript(ship).length]
        if (!offeredChoices(talk).includes(choice) || why) {
          if (why) assert.match(why, /^[A-Z].*\.$/)
          const before = hash(world)
          const refusal = applyOrder(world, { group: 0, name: 'comms.answer', arguments: { choice: choice.id } })
          assert.match(refusal!.detail, /^[A-Z].*\.$/)
          assert.equal(hash(world), before)
          return
        }
        const price = choice.price?.(talk) ?? 0
        assert.equal(give(world, 'comms.answer', { choice: choice.id }), undefined)
        assert.equal(world.reputation, reputation - price)
        assert.ok(transcript(ship).length > lines)
        for (const line of transcript(ship)) assert.match(line, /^[^:]+: ("[A-Z].*[.!?]?"|[a-z ]+\.)$/)
      })
    }
  }

  it('have choices of their own, but for those they share', () => {
    const seen = new Map<string, Choice>()
    for (const { choices } of Object.values<Dialogue>(dialogues)) {
      for (const choice of choices) assert.equal(seen.get(choice.id) ?? choice, choice)
      for (const choice of choices) seen.set(choice.id, choice)
    }
    assert.equal(choiceIds.length, seen.size)
  })

  it('cost what they say, and nothing is had without it', () => {
    for (const id of Object.keys(dialogues) as (keyof typeof dialogues)[]) {
      for (const choice of dialogues[id].choices as readonly Choice[]) {
        const { world, talk } = onTheLine(id, (_world, ship, other) => {
          ship.dockedTo = other.id
        })
        const price = choice.price?.(talk)
        if (price === undefined) continue
        world.reputation = price - 1
        assert.match(give(world, 'comms.answer', { choice: choice.id })!.detail, /reputation/)
        assert.equal(world.reputation, price - 1)
      }
    }
  })

  it('neutral stations take two and a half times as much', () => {
    const priceIn = (id: 'friendly-station' | 'neutral-station') => {
      const { talk } = onTheLine(id)
      return offeredChoices(talk).map((choice) => [choice.id, choice.price?.(talk)] as const)
    }
    const strangers = new Map(priceIn('neutral-station'))
    for (const [id, price] of priceIn('friendly-station')) {
      if (price !== undefined) assert.equal(strangers.get(id), price * 2.5, id)
    }
  })
})

describe('channels', () => {
  it('a friendly station is spoken to from anywhere in reach, and sells only to whom it has in its dock', () => {
    const { world, ship, other } = onTheLine('friendly-station')
    ship.stock.homing = 3
    assert.match(give(world, 'comms.answer', { choice: 'buy-homing' })!.detail, /no answer to them/)
    ship.dockedTo = other.id
    assert.equal(give(world, 'comms.answer', { choice: 'buy-homing' }), undefined)
    assert.equal(ship.stock.homing, 4)
    assert.equal(world.reputation, 998)
    ship.stock.homing = 9
    Object.assign(ship.tubes[0]!, { ordnance: 'homing', state: 'loaded' })
    assert.match(give(world, 'comms.answer', { choice: 'buy-homing' })!.detail, /full/)
  })

  it('a neutral station lets a ship dock once it has been asked, and not with a fight near', () => {
    const { world, ship, other } = onTheLine('neutral-station', (_world, own, station) => {
      Object.assign(own, { x: station.x - 500, z: station.z })
    })
    const tryDock = () => give(world, 'helm.dock', { station: other.id })
    assert.match(tryDock()!.detail, /leave to dock/)
    const raider = addDummy(world, 3000)
    give(world, 'comms.answer', { choice: 'ask-leave-to-dock' })
    assert.match(tryDock()!.detail, /leave to dock/)
    raider.hull = 0
    give(world, 'comms.answer', { choice: 'ask-leave-to-dock' })
    assert.equal(tryDock(), undefined)
    ship.stock.homing = 0
    ship.energy = 100
    pass(world, 12)
    assert.equal(ship.stock.homing, 0, 'ordnance is not free here')
    assert.ok(ship.energy > 200)
  })

  it('an enemy answers whom it knows to know it, gives up when it is beaten, and comes when it is taunted', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 14_000 }, [])
    give(world, 'comms.hail', { contact: raider.id })
    assert.deepEqual(transcript(ship), ['Unknown contact: no answer.'])
    assert.equal(ship.bridge!.channel, undefined)
    ship.bridge!.scans[raider.id] = 1
    give(world, 'comms.hail', { contact: raider.id })
    give(world, 'comms.answer', { choice: 'taunt' })
    pass(world, 1)
    assert.equal(raider.target, ship.id)
    give(world, 'comms.hail', { contact: raider.id })
    give(world, 'comms.answer', { choice: 'surrender' })
    assert.match(transcript(ship).at(-1)!, /Not while we can still shoot/)
    raider.hull = raider.maxHull / 4
    give(world, 'comms.hail', { contact: raider.id })
    give(world, 'comms.answer', { choice: 'surrender' })
    assert.ok(!world.ships.includes(raider))
    assert.equal(ship.bridge!.statistics.kills, 1)
    assert.equal(world.reputation, 60 + 7)
  })

  it('between crews ring first; whoever is called takes it or not, and both read what is said', () => {
    const world = quietWorld()
    const [ann, ben, cleo] = [addCrew(world), addCrew(world, { x: 900, z: 0 }), addCrew(world, { x: 0, z: 900 })]
    give(world, 'comms.hail', { contact: ben.id })
    assert.deepEqual([ann.bridge!.channel?.stage, ben.bridge!.channel?.stage], ['calling', 'called'])
    assert.match(give(world, 'comms.hail', { contact: ben.id }, 2)!.detail, /talking to somebody/)
    assert.match(give(world, 'comms.answer', { choice: 'crew-yes' })!.detail, /Open a channel first/)
    give(world, 'comms.end', {}, 1)
    assert.deepEqual([ann.bridge!.channel, ben.bridge!.channel], [undefined, undefined])
    assert.equal(transcript(ann).at(-1), `${ben.name}: does not answer.`)
    give(world, 'comms.hail', { contact: ben.id })
    give(world, 'comms.end', {})
    assert.equal(transcript(ben).at(-1), `${ann.name}: has hung up.`)
    give(world, 'comms.hail', { contact: ben.id })
    give(world, 'comms.hail', { contact: ann.id }, 1)
    give(world, 'comms.answer', { choice: 'crew-need-help' }, 1)
    for (const ship of [ann, ben]) assert.equal(transcript(ship).at(-1), `${ben.name}: "We need help here"`)
    assert.deepEqual(transcript(cleo), [])
    ben.hull = 0
    pass(world, 0.1)
    assert.equal(ann.bridge!.channel, undefined)
  })

  it('carry scans from crew to crew', () => {
    const { world, ship, other } = onTheLine('crew')
    const raider = addDummy(world, 6000)
    ship.bridge!.scans[raider.id] = 2
    ship.target = raider.id
    give(world, 'comms.answer', { choice: 'crew-share-target' })
    assert.equal((other as Ship).bridge!.scans[raider.id], 2)
  })

  it('close when nobody answers for a minute, and when who is on them is gone or out of reach', () => {
    const { world, ship } = onTheLine('friendly-station')
    pass(world, 59)
    assert.ok(ship.bridge!.channel)
    pass(world, 2)
    assert.equal(ship.bridge!.channel, undefined)
    const away = onTheLine('friendly-station')
    away.other.z = 60_000
    pass(away.world, 0.1)
    assert.equal(away.ship.bridge!.channel, undefined)
  })

  it('keep the last thirty lines', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 4000)
    for (let i = 0; i < 40; i++) give(world, 'comms.hail', { contact: raider.id })
    assert.equal(transcript(ship).length, 30)
  })

  it('an autopilot at comms takes calls and demands surrender of the beaten', () => {
    const world = quietWorld()
    const [ann, ben] = [addCrew(world), addCrew(world, { x: 900, z: 0 })]
    ben.bridge!.autopilot.comms = true
    give(world, 'comms.hail', { contact: ben.id })
    pass(world, 1)
    assert.equal(ann.bridge!.channel?.stage, 'open')
    give(world, 'comms.end', {})
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 4000 }, [])
    raider.hull = 10
    ben.bridge!.scans[raider.id] = 1
    pass(world, 3)
    assert.ok(!world.ships.includes(raider))
  })
})

describe('who is asked what they see', () => {
  it('tells of the enemies around, which count as scanned once', () => {
    const { world, ship } = onTheLine('friendly-station')
    const near: Talk['other'] = addDummy(world, 6000)
    const far = addDummy(world, 30_000)
    give(world, 'comms.answer', { choice: 'ask-around' })
    assert.deepEqual([ship.bridge!.scans[near.id], ship.bridge!.scans[far.id]], [1, undefined])
  })
})
