/** Rules of the cues: what sounds when, at which consoles, and that nothing sounds twice. */
import assert from 'node:assert/strict'
import { ContactReplica } from '../../schema/contact.replica.ts'
import type { HeardGameEvent } from '../../schema/events/index.ts'
import { TubeReplica } from '../../schema/ship.replica.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { systemNames } from '../../simulation/world.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { shipView, systemView } from '../network/test-views.ts'
import { createCues, cueOfEnd, cueOfEvent, cuesOfChange, isHeardAt, type Seen } from './cues.ts'

const contact = (values: Partial<ContactView>): ContactView => ({ ...new ContactReplica().toJSON(), id: 2, ...values })
const ship = (values: Partial<ShipView> = {}): ShipView => ({
  ...shipView(),
  id: 1,
  shipClass: 'frigate',
  alive: true,
  hull: 200,
  maxHull: 200,
  energy: 1000,
  shieldsUp: true,
  shieldFront: 100,
  shieldRear: 100,
  maxShieldFront: 100,
  maxShieldRear: 100,
  systems: systemNames.map(() => systemView({ coolant: 1, health: 1 })),
  tubes: [new TubeReplica().toJSON()],
  ...values,
})
const seen = (values: Partial<ShipView> = {}, contacts: ContactView[] = []): Seen => ({
  tick: 100,
  ship: ship(values),
  contacts,
})
const event = (type: string, data: object): HeardGameEvent => ({ type, data, tick: 1 }) as never
const torpedo = contact({ kind: 'torpedo', relation: 'hostile', speed: 100, z: 3000, heading: Math.PI })

function stage() {
  let now = 0
  const cues = createCues(() => now)
  return {
    cues,
    pass(ms: number) {
      now += ms
    },
    /** Sounds of a state that comes half a second after the last. */
    see(next: Seen, console = 'captain'): string[] {
      now += 500
      return cues.see(next, console).map(({ sound }) => sound)
    },
  }
}
const changes = (before: Partial<ShipView>, after: Partial<ShipView>, at: string): string[] =>
  cuesOfChange(seen(before), seen(after))
    .filter((cue) => isHeardAt(cue, at))
    .map(({ sound }) => sound)
/** The consoles that hear a change. */
const heardAt = (before: Partial<ShipView>, after: Partial<ShipView>): string[] =>
  consoleNames.filter((name) => changes(before, after, name).length > 0)

describe('cues', () => {
  it('red alert is heard by all, once, and not while it lasts', () => {
    const { see } = stage()
    see(seen())
    assert.deepEqual(see(seen({ alert: 'red' })), ['red-alert'])
    assert.deepEqual(see(seen({ alert: 'red' })), [])
    assert.deepEqual(heardAt({}, { alert: 'red' }), [...consoleNames])
    assert.deepEqual(changes({ alert: 'red' }, { alert: 'yellow' }, 'helm'), [])
  })

  it('each console hears what it is told of, and no other does', () => {
    const tube = (state: 'loaded' | 'empty' | 'firing' | 'loading') => ({
      tubes: [{ ...new TubeReplica().toJSON(), state }],
    })
    assert.deepEqual(heardAt(tube('loaded'), tube('empty')), ['weapons', 'captain'])
    assert.deepEqual(heardAt(tube('loaded'), tube('firing')), ['weapons', 'captain'])
    assert.deepEqual(heardAt(tube('firing'), tube('empty')), [], 'a salvo sounds at its first shell alone')
    assert.deepEqual(heardAt(tube('loading'), tube('empty')), [])
    assert.deepEqual(heardAt({}, { warpOrdered: 2 }), ['helm', 'captain'])
    assert.deepEqual(heardAt({ warpOrdered: 2 }, { warpOrdered: 3 }), [])
    const worn = ship().systems.map((system, index) => (index === 1 ? { ...system, health: 0.7 } : system))
    assert.deepEqual(heardAt({}, { systems: worn }), ['engineering'])
    const radio = { ...ship().radio, channelStage: 'called' as const }
    assert.deepEqual(heardAt({}, { radio }), ['comms'])
    assert.deepEqual(heardAt({}, { dockedTo: 4 }), [...consoleNames])
    assert.deepEqual(changes({}, { hull: 180 }, 'engineering'), ['hull-hit'])
    assert.deepEqual(changes({}, { hull: 180 }, 'comms'), [])
  })

  it('repair and charging are silent', () => {
    const worn = ship().systems.map((system) => ({ ...system, health: 0.3 }))
    assert.deepEqual(cuesOfChange(seen({ systems: worn, hull: 20, shieldFront: 5 }), seen()), [])
  })

  it('own fire is told from others’, and a hit on raised shields from one on the hull', () => {
    const beam = (shooter: number, target: number) => event('beam', { shooter, target, x: 500, z: 0, toX: 1, toZ: 1 })
    assert.equal(cueOfEvent(beam(1, 2), ship())?.sound, 'beam')
    assert.equal(cueOfEvent(beam(3, 2), ship()), undefined)
    assert.equal(cueOfEvent(beam(2, 1), ship())?.sound, 'shield-hit')
    assert.equal(cueOfEvent(beam(2, 1), ship({ shieldsUp: false })), undefined)
    assert.equal(cueOfEvent(event('hit', { id: 1, x: 0, z: 0 }), ship())?.sound, 'shield-hit')
    assert.equal(cueOfEvent(event('supplied', {}), ship()), undefined)
  })

  it('what happens to starboard is heard there, whatever the heading', () => {
    const beam = event('beam', { shooter: 2, target: 1, x: 500, z: 0, toX: 1, toZ: 1 })
    assert.ok((cueOfEvent(beam, ship())?.pan ?? 0) > 0.5)
    assert.ok((cueOfEvent(beam, ship({ heading: Math.PI }))?.pan ?? 0) < -0.5)
    assert.ok(Math.abs(cueOfEvent(beam, ship({ heading: Math.PI / 2 }))?.pan ?? 1) < 0.01)
  })

  it('a flood of the same sounds once in 150 ms, and hides no other', () => {
    const { cues, pass } = stage()
    const order = () => cues.of([{ sound: 'order' }], 'helm').length
    assert.deepEqual([order(), order(), order()], [1, 0, 0])
    assert.equal(cues.of([{ sound: 'refused' }], 'helm').length, 1)
    pass(149)
    assert.equal(order(), 0)
    pass(1)
    assert.equal(order(), 1)
  })

  it('what a console does not hear takes nothing from the next one', () => {
    const { cues } = stage()
    assert.equal(cues.of([{ sound: 'caution', at: ['helm'] }], 'comms').length, 0)
    assert.equal(cues.of([{ sound: 'caution' }], 'comms').length, 1)
  })

  it('a hostile contact is heard when it turns up, not those of the first look, nor again after it was lost', () => {
    const { see } = stage()
    const old = contact({ id: 5, kind: 'ship', relation: 'hostile', z: 4000 })
    const fresh = contact({ id: 6, kind: 'ship', relation: 'hostile', x: 4000 })
    const blip = contact({ id: 7, kind: 'blip', z: 20_000 })
    assert.deepEqual(see(seen({}, [old])), [])
    assert.deepEqual(see(seen({}, [old, blip])), [])
    assert.deepEqual(see(seen({}, [old, fresh, blip])), ['contact'])
    see(seen({}, [old]))
    assert.deepEqual(see(seen({}, [old, fresh])), [])
    assert.deepEqual(see(seen({}, [old, fresh, { ...blip, kind: 'ship', relation: 'hostile' }]), 'engineering'), [])
  })
})

describe('cues of alerts', () => {
  it('a torpedo warns where it is shown, and again after eight seconds, while it is on its way', () => {
    const { see } = stage()
    see(seen())
    const heard = Array.from({ length: 20 }, () => see(seen({}, [torpedo]), 'weapons').length)
    assert.deepEqual([heard.indexOf(1), heard.lastIndexOf(1), heard.filter(Boolean).length], [0, 16, 2])
    assert.deepEqual(see(seen(), 'weapons'), [])
    const other = stage()
    other.see(seen())
    assert.deepEqual(other.see(seen({}, [torpedo]), 'engineering'), [])
  })

  it('an alert is heard when it comes and when it turns to danger, not while it lasts or flickers', () => {
    const { see, pass } = stage()
    assert.deepEqual(see(seen()), [])
    assert.deepEqual(see(seen({ energy: 120 }), 'engineering'), ['caution'])
    assert.deepEqual(see(seen({ energy: 110 }), 'engineering'), [])
    assert.deepEqual(see(seen({ energy: 200 }), 'engineering'), [])
    assert.deepEqual(see(seen({ energy: 149 }), 'engineering'), [])
    assert.deepEqual(see(seen({ energy: 40 }), 'engineering'), ['danger'])
    see(seen(), 'engineering')
    pass(10_000)
    assert.deepEqual(see(seen({ energy: 120 }), 'engineering'), ['caution'])
  })

  it('what stands is heard by whoever comes to the bridge, and a lost ship raises no more alerts', () => {
    assert.deepEqual(stage().see(seen({ hull: 30 })), ['danger'])
    const { see } = stage()
    see(seen())
    assert.deepEqual(see(seen({ hull: 0, alive: false }), 'comms'), ['defeat'])
    assert.deepEqual(see(seen({ hull: 0, alive: false }), 'comms'), [])
  })

  it('another ship on screen is looked at anew', () => {
    const { see } = stage()
    see(seen({ hull: 200 }))
    assert.deepEqual(see(seen({ id: 9, hull: 150, alert: 'red' })), [])
  })

  it('an end is victory or not', () => {
    assert.equal(cueOfEnd(JSON.stringify({ victory: true })).sound, 'victory')
    assert.equal(cueOfEnd('').sound, 'defeat')
  })
})
