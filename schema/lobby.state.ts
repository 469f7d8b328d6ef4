/** The lobby's part of the wire: the live list of sessions. */
import { type SchemaType, schema, t } from '@colyseus/schema'
import type { Phase } from './session.state.ts'

/** One public session as the lobby lists it. */
export const ListingState = schema(
  {
    id: t.string().default(''),
    code: t.string().default(''),
    name: t.string().default(''),
    phase: t.string<Phase>().default('lobby'),
    hasPassword: t.boolean().default(false),
    /** The game's settings as JSON. */
    settings: t.string().default('{}'),
    /** One character a seat, groups parted by spaces: '#' a person, '.' free. Example: '##.... #.....' */
    seats: t.string().default(''),
    people: t.uint8().default(0),
    allowsSpectators: t.boolean().default(false),
    /** Seat id that most needs somebody, '' when none does. */
    needs: t.string().default(''),
    isPaused: t.boolean().default(false),
    /** Unix time in seconds at which the game started, 0 before. */
    startedAt: t.uint32().default(0),
  },
  'Listing',
)
export type ListingState = SchemaType<typeof ListingState>

export const LobbyState = schema(
  {
    sessions: t.map(ListingState),
    /** People connected to the lobby. */
    online: t.uint16().default(0),
  },
  'Lobby',
)
export type LobbyState = SchemaType<typeof LobbyState>
