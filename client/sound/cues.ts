/** Which sound goes with what happens, at which consoles: nobody hears what their console is not told. */
import type { EventData, EventName, HeardGameEvent } from '../../schema/events/index.ts'
import type { ConsoleName } from '../../simulation/consoles/titles.ts'
import { type Alert, alertsOf } from '../consoles/alerts.ts'
import { bearingTo } from '../consoles/contacts.ts'
import { nextTorpedo, weakShield } from '../consoles/threats.ts'
import { isLost } from '../network/rights.ts'
import type { ContactView, ShipView, Snapshot } from '../network/snapshot.ts'
import { bearingOf } from '../radar/geometry.ts'
import { outcomeOf } from '../screens/outcome.ts'
import type { SoundId } from './sounds.ts'

export interface Cue {
  sound: SoundId
  /** Consoles that show the same; all without it. */
  at?: readonly ConsoleName[]
  /** −1 port, 1 starboard. */
  pan?: number
}
export type Seen = Pick<Snapshot, 'ship' | 'contacts' | 'tick'>

/** Where fire and contacts are drawn. */
const scopes = ['helm', 'weapons', 'science', 'captain'] as const
const guns = ['weapons', 'captain'] as const
const drives = ['helm', 'captain'] as const
const heat = ['helm', 'engineering', 'captain'] as const

/** Where each alert stands in words. */
const alertsAt: Record<Alert['kind'] | 'shield', readonly ConsoleName[]> = {
  torpedo: ['helm', 'weapons', 'captain'],
  collision: drives,
  heat,
  hull: ['helm', 'weapons', 'captain'],
  energy: heat,
  shield: ['weapons'],
}

export const isHeardAt = ({ at }: Cue, console: string): boolean => at?.some((each) => each === console) ?? true

/** From which side a place is heard aboard. */
const widest = 0.8
const panOf = ({ x, z, heading }: ShipView, place: { x: number; z: number }): number =>
  Math.sin(bearingOf(place.x - x, place.z - z) - heading) * widest

const events: { [Name in EventName]?: (data: EventData<Name>, ship: ShipView) => Cue | undefined } = {
  beam(data, ship) {
    if (data.shooter === ship.id) return { sound: 'beam', at: scopes }
    return data.target === ship.id ? shieldHit(ship, panOf(ship, data)) : undefined
  },
  hit: ({ id }, ship) => (id === ship.id ? shieldHit(ship) : undefined),
  destroyed: (data, ship) => ({ sound: 'destroyed', at: scopes, pan: panOf(ship, data) }),
  'jump-made': () => ({ sound: 'jump-made' }),
  scanned: () => ({ sound: 'scanned', at: ['science'] }),
  wave: () => ({ sound: 'danger' }),
  overheated: () => ({ sound: 'overheated', at: heat }),
  comms: () => ({ sound: 'message' }),
}

/** What goes through to the hull is heard when the hull has lost it. */
function shieldHit({ shieldsUp, shieldFront, shieldRear }: ShipView, pan = 0): Cue | undefined {
  return shieldsUp && shieldFront + shieldRear > 0 ? { sound: 'shield-hit', at: scopes, pan } : undefined
}

export const cueOfEvent = ({ type, data }: HeardGameEvent, ship: ShipView): Cue | undefined =>
  events[type]?.(data as never, ship)

/** Damage to a system is heard at each quarter of it that goes. */
const quarters = (health: number): number => Math.ceil(health * 4)

/** From one state of the same ship to the next. */
export function cuesOfChange(before: Seen, after: Seen): Cue[] {
  const [was, is] = [before.ship, after.ship]
  const cues: (Cue | false)[] = [
    is.alert === 'red' && was.alert !== 'red' && { sound: 'red-alert' },
    is.alert === 'yellow' && was.alert === 'green' && { sound: 'caution' },
    is.destruct.stage === 'counting' && was.destruct.stage !== 'counting' && { sound: 'danger' },
    isLost(after) && !isLost(before) && { sound: 'defeat' },
    is.hull < was.hull - 0.5 && { sound: 'hull-hit', at: ['helm', 'weapons', 'engineering', 'science', 'captain'] },
    is.systems.some(({ health }, index) => quarters(health) < quarters(was.systems[index]?.health ?? 0)) && {
      sound: 'damaged',
      at: ['engineering'],
    },
    is.tubes.some(({ state }, index) => isFired(was.tubes[index]?.state, state)) && { sound: 'torpedo-away', at: guns },
    is.jump.stage === 'counting' && was.jump.stage !== 'counting' && { sound: 'jump-count', at: drives },
    is.warpOrdered > 0 && was.warpOrdered === 0 && { sound: 'warp', at: drives },
    is.dockedTo > 0 && was.dockedTo === 0 && { sound: 'docked' },
    is.alive && is.dockedTo === 0 && was.dockedTo > 0 && { sound: 'undocked' },
    is.radio.channelStage === 'called' && was.radio.channelStage !== 'called' && { sound: 'call', at: ['comms'] },
  ]
  return cues.filter((cue) => cue !== false)
}

/** A salvo is heard once, at its first shell. */
const isFired = (was: string | undefined, is: string): boolean =>
  was === 'loaded' && (is === 'empty' || is === 'firing')

/** How a flight ended that was under way. */
export const cueOfEnd = (outcome: string): Cue => ({ sound: outcomeOf(outcome)?.victory ? 'victory' : 'defeat' })

const floodMs = 150
/** An alert that has gone for less than this has not gone. */
const goneMs = 10_000
const torpedoAgainMs = 8000
/** Alerts are looked at this often. */
const lookMs = 250

interface Standing {
  tone: Alert['tone']
  seenMs: number
  soundedMs: number
}

const isEnemy = ({ kind, relation }: ContactView): boolean =>
  relation === 'hostile' && (kind === 'ship' || kind === 'station')

/** Remembers what has been heard, so that nothing is heard twice. */
export function createCues(nowMs: () => number) {
  const lastMs = new Map<SoundId, number>()
  const standing = new Map<string, Standing>()
  const enemies = new Set<number>()
  let seen: Seen | undefined
  let lookedMs = Number.NEGATIVE_INFINITY

  /** A flood of the same sounds once. */
  function once(cues: readonly Cue[], console: string): Cue[] {
    const now = nowMs()
    return cues.filter((cue) => {
      if (!isHeardAt(cue, console) || now - (lastMs.get(cue.sound) ?? Number.NEGATIVE_INFINITY) < floodMs) return false
      lastMs.set(cue.sound, now)
      return true
    })
  }

  function newEnemies({ ship, contacts }: Seen, isFirstLook: boolean): Cue[] {
    const fresh = contacts.filter((contact) => isEnemy(contact) && !enemies.has(contact.id))
    for (const { id } of fresh) enemies.add(id)
    const [first] = fresh
    return first && !isFirstLook ? [{ sound: 'contact', at: scopes, pan: panOf(ship, first) }] : []
  }

  /** Each alert when it comes, and when caution turns to danger; a torpedo again while it is on its way. */
  function alertCues(next: Seen): Cue[] {
    const now = nowMs()
    if (now - lookedMs < lookMs) return []
    lookedMs = now
    return alarming(next).flatMap(({ id, kind, tone }): Cue[] => {
      const was = standing.get(id)
      const isNew = !was || now - was.seenMs > goneMs || (tone === 'danger' && was.tone === 'caution')
      const isAgain = kind === 'torpedo' && was && now - was.soundedMs >= torpedoAgainMs
      const sounds = isNew || isAgain
      standing.set(id, { tone, seenMs: now, soundedMs: sounds ? now : (was?.soundedMs ?? now) })
      return sounds ? [alertCue(kind, tone, next)] : []
    })
  }

  return {
    of: once,
    event: (event: HeardGameEvent, console: string): Cue[] => {
      const cue = seen && cueOfEvent(event, seen.ship)
      return cue ? once([cue], console) : []
    },
    /** A new state; the first of a ship tells of nothing that has just happened, but of what stands. */
    see(next: Seen, console: string): Cue[] {
      const before = seen?.ship.id === next.ship.id ? seen : undefined
      seen = next
      if (!before) {
        enemies.clear()
        standing.clear()
        lookedMs = Number.NEGATIVE_INFINITY
      }
      const changes = before ? cuesOfChange(before, next) : []
      return once([...changes, ...newEnemies(next, before === undefined), ...alertCues(next)], console)
    },
  }
}

interface Alarming {
  id: string
  kind: keyof typeof alertsAt
  tone: Alert['tone']
}

/** The alerts, and the shield that Weapons is warned of; of what overheats an event tells. */
function alarming({ ship, contacts, tick }: Seen): Alarming[] {
  if (isLost({ ship, tick })) return []
  const weak = weakShield(ship)
  const alerts: Alarming[] = alertsOf({ ship, contacts }).filter(
    ({ kind, tone }) => kind !== 'heat' || tone === 'caution',
  )
  return weak ? [...alerts, { id: `shield-${weak}`, kind: 'shield', tone: 'danger' }] : alerts
}

function alertCue(kind: keyof typeof alertsAt, tone: Alert['tone'], { ship, contacts }: Seen): Cue {
  const at = alertsAt[kind]
  if (kind !== 'torpedo') return { sound: tone, at }
  const coming = nextTorpedo(ship, [...contacts])
  return { sound: 'torpedo', at, pan: coming ? Math.sin(bearingTo(ship, coming.contact) - ship.heading) * widest : 0 }
}
