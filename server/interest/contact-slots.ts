/** Keeps a replica's contacts in slots that are used again: reference numbers are never taken twice, so memory stays flat. */
import type { ArraySchema } from '@colyseus/schema'
import { ContactReplica, type Tier } from '../../schema/contact.replica.ts'
import { IdTable } from './project-roster.ts'
import type { Detail, Track } from './project-tracks.ts'

export interface Slot {
  readonly contact: ContactReplica
  /** Id of what the slot shows, 0 while free. */
  id: number
  tier: Tier
  detail: Detail
  /** What of the contact's identity is told, as a number that differs where the telling does. */
  told: number
  /** Nothing of its health is told. */
  isBare: boolean
  /** What the health of its systems was when it was last told, as one number; 0 for none. */
  systems: number
  /** The frequencies that are told, as one number; 0 for none. */
  frequencies: number
  /** Tick from which it is looked at again, and from which its motion may be told again. */
  lookAt: number
  followAt: number
  /** The track whose report the slot shows, and which of its reports. */
  track: Track | undefined
  version: number
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

/** Whatever track the slot gets next is news. */
export function dropTrack(slot: Slot): void {
  slot.track = undefined
  slot.version = 0
}

export class ContactSlots {
  private readonly array: ArraySchema<ContactReplica>
  private readonly byId = new Map<number, Slot>()
  private readonly free: Slot[] = []
  private readonly lost: number[] = []
  /** By id: the tick from which the body concerns the crew again, 0 for what was never looked at. */
  readonly dueAt = new IdTable()
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
    slot.id = id
    slot.told = -1
    slot.tier = 'far'
    slot.systems = 0
    slot.frequencies = 0
    slot.isBare = true
    slot.lookAt = 0
    slot.followAt = 0
    dropTrack(slot)
    slot.contact.id = id
    this.byId.set(id, slot)
    return slot
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
    this.lookedAt = -1
    this.lossesSeen = 0
  }

  private grow(): Slot {
    const contact = new ContactReplica()
    this.array.push(contact)
    return {
      contact,
      id: 0,
      tier: 'far',
      detail: 'place',
      told: -1,
      systems: 0,
      frequencies: 0,
      isBare: true,
      lookAt: 0,
      followAt: 0,
      track: undefined,
      version: 0,
    }
  }
}
