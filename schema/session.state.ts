/** The platform's part of the wire: a session, its groups and seats, its players. It knows no game. */
import { type SchemaType, schema, t } from '@colyseus/schema'

export const phases = ['lobby', 'running', 'results', 'closed'] as const
export type Phase = (typeof phases)[number]

/** One seat of a group. `holder` is a player id, or '' when free. */
export const SeatState = schema(
  {
    id: t.string().default(''),
    holder: t.string().default(''),
    /** An autopilot works this console: nobody holds it, or its holder is away or looks elsewhere. */
    autopilot: t.boolean().default(true),
    /** The holder has this console on screen. */
    onScreen: t.boolean().default(false),
  },
  'Seat',
)
export type SeatState = SchemaType<typeof SeatState>

/** One group of seats: in this game, a ship. */
export const GroupState = schema(
  {
    name: t.string().default(''),
    /** What kind of group it is, for display: a ship class. */
    kind: t.string().default(''),
    /** Player id of the captain, '' without one: a role, not the seat. */
    captain: t.string().default(''),
    /** Nobody new may take a seat. */
    isLocked: t.boolean().default(false),
    seats: t.array(SeatState),
  },
  'Group',
)
export type GroupState = SchemaType<typeof GroupState>

/** A player; `id` '' marks a free slot. */
export const PlayerState = schema(
  {
    id: t.string().default(''),
    name: t.string().default(''),
    /** Watches the group's ship and sits nowhere. */
    isSpectator: t.boolean().default(false),
    /** Index of the player's group, -1 without one. */
    group: t.int8().default(-1),
    connected: t.boolean().default(false),
    ready: t.boolean().default(false),
    /** Session time in seconds at which a lost connection's seats become free; 0 while connected. */
    heldUntil: t.uint32().default(0),
  },
  'Player',
)
export type PlayerState = SchemaType<typeof PlayerState>

/** The vote under way; `kind` '' when there is none. */
export const VoteState = schema(
  {
    kind: t.string<VoteKind | ''>().default(''),
    /** The group that votes, -1 for the whole session. */
    group: t.int8().default(-1),
    /** Player id that a removal is about, and who called the vote. */
    target: t.string().default(''),
    caller: t.string().default(''),
    yes: t.uint8().default(0),
    no: t.uint8().default(0),
    /** Votes that carry it. */
    needed: t.uint8().default(0),
    /** Session time in seconds at which it fails. */
    endsAt: t.uint32().default(0),
  },
  'Vote',
)
export type VoteState = SchemaType<typeof VoteState>
export const voteKinds = ['pause', 'resume', 'remove'] as const
export type VoteKind = (typeof voteKinds)[number]

export const SessionState = schema(
  {
    id: t.string().default(''),
    code: t.string().default(''),
    name: t.string().default(''),
    phase: t.string<Phase>().default('lobby'),
    creator: t.string().default(''),
    isPublic: t.boolean().default(true),
    hasPassword: t.boolean().default(false),
    allowsSpectators: t.boolean().default(false),
    /** The game's settings, as JSON: they never change once the session stands. */
    settings: t.string().default('{}'),
    /** The outcome of the game as JSON, once there is one; '' before. */
    outcome: t.string().default(''),
    /** Session time in seconds, written once a second: countdowns are drawn against it. */
    seconds: t.uint32().default(0),
    /** Session time in seconds at which the game started; 0 in the lobby. */
    startedAt: t.uint32().default(0),
    /** Session time in seconds at which the session was paused; 0 while it is not. */
    pausedAt: t.uint32().default(0),
    /** Session time in seconds at which the session closes by itself; 0 when no limit runs. */
    closesAt: t.uint32().default(0),
    vote: t.ref(VoteState).default(() => new VoteState()),
    /** Seats that most need somebody, as 'group.seat', the neediest first. */
    needs: t.array('string'),
    /** Kinds of group that a captain may choose, as ids of the game. */
    kinds: t.array('string'),
    groups: t.array(GroupState),
    players: t.array(PlayerState),
  },
  'Session',
)
export type SessionState = SchemaType<typeof SessionState>
