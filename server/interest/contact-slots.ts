/** Keeps a replica's contacts in slots that are used again: reference numbers are never taken twice, so memory stays flat. */
import type { ArraySchema } from '@colyseus/schema'
import { ContactReplica, type Tier } from '../../schema/contact.replica.ts'
import { PlainSight } from './project-plain-sight.ts'
import { IdTable } from './project-roster.ts'
import { leaveTrack, type Track, type TrackReader } from './project-tracks.ts'

/** One contact of a crew. A reader of its track: reports are written when the crew's next frame is made. */
export class Slot implements TrackReader {
  readonly contact: ContactReplica
  private readonly home: ContactSlots
  /** Id of what the slot shows, 0 while free. */
  id = 0
  tier: Tier = 'far'
  /** What of the contact's identity is told, as a number that differs where the telling does. */
  told = -1
  /** Nothing of its health is told. */
  isBare = true
  /** What the health of its systems was when it was last told, as one number; 0 for none. */
  systems = 0
  /** The frequencies that are told, as one number; 0 for none. */
  frequencies = 0
  /** The track whose report the slot shows, and which of its reports. */
  track: Track | undefined = undefined
  version = 0
  /** It is among the slots whose track has a new report. */
  isNews = false

  constructor(contact: ContactReplica, home: ContactSlots) {
    this.contact = contact
    this.home = home
  }

  hear(): void {
    if (this.isNews) return
    this.isNews = true
    this.home.news.push(this)
  }

  /** Nothing is known of what it shows next. */
  begin(id: number): void {
    this.id = id
    this.tier = 'far'
    this.told = -1
    this.isBare = true
    this.systems = 0
    this.frequencies = 0
    this.contact.id = id
  }
}

/** Later than any tick. */
export const never = 2 ** 31 - 1

/** What a free slot holds: nothing of the contact that was there may reach whoever joins later. */
const nothing = {
  id: 0,
  kind: 'unknown',
  name: '',
  shipClass: '',
  faction: '',
  relation: 'unknown',
  scan: 0,
  tier: 'far',
  at: 0,
  x: 0,
  z: 0,
  heading: 0,
  speed: 0,
  turnRate: 0,
  drift: 0,
  course: 0,
  pace: 0,
  acceleration: 0,
  turnLimit: 0,
  turnAcceleration: 0,
  size: 0,
  hull: 0,
  shieldFront: 0,
  shieldRear: 0,
  systems: '',
  shieldFrequency: 0,
  beamFrequency: 0,
  until: 0,
} as const satisfies Partial<ContactReplica>

export class ContactSlots {
  private readonly array: ArraySchema<ContactReplica>
  private readonly byId = new Map<number, Slot>()
  private readonly free: Slot[] = []
  private readonly lost: number[] = []
  /** By id: the tick from which the body concerns the crew again, 0 for what was never looked at. */
  readonly dueAt = new IdTable(Int32Array)
  readonly plain = new PlainSight()
  /** Tick at which the near ones were last followed. */
  followedAt = Number.NEGATIVE_INFINITY
  private nearOnes: Slot[] = []
  private isNearStale = true
  /** Slots whose tracks have reports that the crew has not been told. */
  readonly news: Slot[] = []
  /** Tick at which the crew last looked around. */
  lookedAt = -1
  /** How many of the roster's lost have been taken off the crew's screens. */
  lossesSeen = 0

  constructor(array: ArraySchema<ContactReplica>) {
    this.array = array
  }

  /** The slot that shows `id`, if there is one. */
  find(id: number): Slot | undefined {
    return this.byId.get(id)
  }

  /** A slot for a contact that had none. */
  take(id: number): Slot {
    const slot = this.free.pop() ?? this.grow()
    slot.begin(id)
    this.byId.set(id, slot)
    return slot
  }

  /** Those that are shown from near by. */
  near(): readonly Slot[] {
    if (this.isNearStale) this.nearOnes = [...this.byId.values()].filter(({ tier }) => tier === 'near')
    this.isNearStale = false
    return this.nearOnes
  }

  retier(slot: Slot, tier: Tier): void {
    slot.tier = tier
    slot.contact.tier = tier
    this.isNearStale = true
  }

  /** A contact is gone: its slot is free after the next `sweep`. */
  lose(id: number): void {
    if (this.byId.has(id)) this.lost.push(id)
  }

  /** Frees the slots of what was lost. Last of all: nobody takes the slot of another in one frame. */
  sweep(): void {
    for (const id of this.lost) {
      const slot = this.byId.get(id)
      if (slot === undefined) continue
      this.byId.delete(id)
      slot.id = 0
      this.isNearStale = true
      leaveTrack(slot)
      Object.assign(slot.contact, nothing)
      this.free.push(slot)
    }
    this.lost.length = 0
  }

  /** Nothing is known any more. */
  clear(): void {
    this.lost.push(...this.byId.keys())
    this.sweep()
    this.dueAt.values.fill(0)
    this.plain.clear()
    this.lookedAt = -1
    this.followedAt = Number.NEGATIVE_INFINITY
    this.lossesSeen = 0
  }

  private grow(): Slot {
    const contact = new ContactReplica()
    this.array.push(contact)
    return new Slot(contact, this)
  }
}
