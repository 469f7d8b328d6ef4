/** Made-up contacts, seats, systems and words for the gallery. */

import type { ChatLine } from '../../schema/people.ts'
import { PlayerState } from '../../schema/session.state.ts'
import { SystemReplica, TubeReplica } from '../../schema/ship.replica.ts'
import { shell } from '../consoles/shell.text.ts'
import type { Post } from '../network/outbox.ts'
import type { PlayerView, SystemView, TubeView } from '../network/snapshot.ts'
import type { RadarMark, RadarScene, Standing } from '../radar/marks.ts'
import { createTrails } from '../radar/trails.ts'

interface Row {
  id: number
  glyph: { standing: Standing; isStation?: boolean; isOdd?: boolean }
  text: string
  isName: boolean
  flag?: string
  why?: string
  detail: string
  range: string
  bearing: string
}

/** Contacts as rows. */
export const rows: readonly Row[] = [
  {
    id: 1,
    glyph: { standing: 'neutral', isStation: true },
    text: 'Port Auden',
    isName: true,
    detail: 'Station',
    range: '21.5k',
    bearing: '214°',
  },
  {
    id: 2,
    glyph: { standing: 'hostile' },
    text: 'Gunboat',
    isName: false,
    flag: shell.marked,
    detail: 'Marked by Science',
    range: '1.04k',
    bearing: '074°',
  },
  {
    id: 3,
    glyph: { standing: 'friend' },
    text: 'Halcyon',
    isName: true,
    detail: 'Frigate',
    range: '2.31k',
    bearing: '203°',
  },
  {
    id: 4,
    glyph: { standing: 'unknown', isOdd: true },
    text: 'Anomaly',
    isName: false,
    why: shell.docked,
    detail: shell.docked,
    range: '9.10k',
    bearing: '088°',
  },
]

const mark = (some: Partial<RadarMark>): RadarMark => ({
  id: 0,
  x: 0,
  z: 0,
  heading: 0,
  speed: 0,
  turnRate: 0,
  standing: 'unknown',
  shape: 'ship',
  label: '',
  isName: false,
  scan: 0,
  what: '',
  ...some,
})

/** A helm's scope; the order is the caller's. */
export const scene = (headingOrdered: number): RadarScene => ({
  own: { x: 0, z: 0, heading: 0.82, speed: 46, turnRate: 0 },
  marks: [
    mark({ id: 1, standing: 'hostile', label: 'Gunboat', x: 1900, z: 1500, heading: 4, speed: 60, scan: 1 }),
    mark({
      id: 2,
      standing: 'friend',
      label: 'Halcyon',
      isName: true,
      x: -1400,
      z: -2100,
      heading: 1,
      speed: 30,
      scan: 2,
    }),
    mark({ id: 3, standing: 'neutral', shape: 'station', label: 'Port Auden', isName: true, x: 2200, z: -2300 }),
    mark({ id: 4, x: -2600, z: 1700, label: 'Contact 4' }),
    mark({ id: 5, shape: 'anomaly', x: -600, z: 3000 }),
    mark({ id: 6, shape: 'asteroid', x: -3400, z: -600 }),
  ],
  trails: createTrails(),
  selected: 1,
  marked: 0,
  headingOrdered,
  arcs: [],
  effects: [],
  calls: [],
  dock: undefined,
  limit: undefined,
  clouds: [],
  waypoints: [{ number: 1, x: 600, z: -3400 }],
  cursor: undefined,
  survey: undefined,
})

const player = (some: Partial<PlayerView>): PlayerView => ({ ...new PlayerState().toJSON(), connected: true, ...some })
export const self: PlayerView = player({ id: 'mira', name: 'Mira' })
export const jonas: PlayerView = player({ id: 'jonas', name: 'Jonas', ready: true })
export const lena: PlayerView = player({ id: 'lena', name: 'Lena', connected: false })

export const system = (some: Partial<SystemView>): SystemView => ({
  ...new SystemReplica().toJSON(),
  health: 1,
  effectiveness: 1,
  ...some,
})

export const hz = 20
export const nowTick = 1000
export const tubes: TubeView[] = (
  [
    { ordnance: 'homing', state: 'loaded' },
    { ordnance: 'nuke', state: 'loaded' },
    { ordnance: 'nuke', state: 'loading', startedAt: 900, readyAt: 1076 },
    { ordnance: 'emp', state: 'unloading', startedAt: 960, readyAt: 1060 },
    { ordnance: 'hvli', state: 'firing', startedAt: 980, readyAt: 1020 },
    { state: 'empty' },
  ] as Partial<TubeView>[]
).map((some) => ({ ...new TubeReplica().toJSON(), ...some }))

const noon = Date.UTC(2026, 0, 1, 14, 30)
const line = (seq: number, some: Partial<ChatLine>): ChatLine => ({
  channel: 'crew',
  seq,
  from: 'tunde',
  name: 'Tunde',
  kind: 'say',
  text: '',
  at: noon + seq * 60_000,
  ...some,
})
export const lines: ChatLine[] = [
  line(1, { text: 'Science, what is that to port?' }),
  line(2, { from: 'ravi', name: 'Ravi', text: 'Scanning, eight seconds. See https://example.org/ravager' }),
  line(3, { from: 'ravi', name: 'Ravi', kind: 'call', text: 'Ravager K-14', about: { call: 'target', contact: '1' } }),
  line(4, { kind: 'action', text: 'crosses fingers' }),
  line(5, { from: 'jonas', name: 'Jonas', isRemoved: true }),
]

const post = (some: Partial<Post>): Post => ({
  id: 'a',
  channel: 'crew',
  content: { kind: 'say', text: 'Hold us at 2k off the gunboat' },
  at: noon,
  after: 0,
  state: 'waiting',
  seq: 0,
  ...some,
})
export const posts: Post[] = [
  post({}),
  post({ id: 'b', state: 'refused', refusal: { code: 'too-fast' } as Post['refusal'] & object }),
]
