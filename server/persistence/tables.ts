/** Every table of the database, for the embedded one and for PostgreSQL alike. Times are `timestamptz`, ids UUIDs. */
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Avatar, Preferences, Role } from '../../schema/accounts.ts'
import type { ChatLine, NotificationContent } from '../../schema/people.ts'

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value),
})
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const madeAt = () => at('created_at').notNull().defaultNow()

/** Everybody who plays; a guest becomes an account by getting credentials. */
export const players = pgTable(
  'players',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull().default('player'),
    status: text('status').notNull().default(''),
    avatar: jsonb('avatar').$type<Avatar>(),
    preferences: jsonb('preferences').$type<Preferences>().notNull().default({}),
    /** Off-line to everybody else. */
    isInvisible: boolean('is_invisible').notNull().default(false),
    createdAt: madeAt(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (table) => [index('players_seen').on(table.seenAt)],
)

/** What an account signs in with. */
export const credentials = pgTable('credentials', {
  player: uuid('player')
    .primaryKey()
    .references(() => players.id, { onDelete: 'cascade' }),
  signInName: text('sign_in_name').notNull(),
  /** The sign-in name folded, so that look-alikes by case or width are one. */
  nameKey: text('name_key').notNull().unique(),
  /** argon2id, in its own text form with salt and costs. */
  passwordHash: text('password_hash').notNull(),
  recoveryHash: text('recovery_hash').notNull(),
  changedAt: at('changed_at').notNull().defaultNow(),
})

/** One sign-in on one device: the family of its refresh tokens. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: uuid('id').primaryKey(),
    player: uuid('player')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    device: text('device').notNull().default(''),
    createdAt: madeAt(),
    usedAt: at('used_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (table) => [index('sign_ins_player').on(table.player), index('sign_ins_expiry').on(table.expiresAt)],
)

/** Refresh tokens by their SHA-256; used once, then replaced. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    hash: text('hash').primaryKey(),
    signIn: uuid('sign_in')
      .notNull()
      .references(() => signIns.id, { onDelete: 'cascade' }),
    createdAt: madeAt(),
    usedAt: at('used_at'),
  },
  (table) => [index('refresh_tokens_sign_in').on(table.signIn)],
)

/** RS256 keys that all processes sign with: the one that retires next signs; retired ones verify a while. */
export const signingKeys = pgTable('signing_keys', {
  id: text('id').primaryKey(),
  /** PKCS 8, PEM. */
  privateKey: text('private_key').notNull(),
  createdAt: madeAt(),
  retiredAt: at('retired_at'),
})

/** One finished game of a session. */
export const results = pgTable(
  'results',
  {
    id: uuid('id').primaryKey(),
    session: uuid('session').notNull(),
    name: text('name').notNull(),
    game: text('game').notNull(),
    /** The scenario, for statistics; the whole settings stand beside it. */
    scenario: text('scenario').notNull(),
    settings: jsonb('settings').notNull(),
    victory: boolean('victory').notNull(),
    reason: text('reason').notNull(),
    seconds: integer('seconds').notNull(),
    players: integer('players').notNull(),
    /** Connections that were lost and came back. */
    reconnects: integer('reconnects').notNull(),
    groups: jsonb('groups').$type<{ name: string; kind: string; figures: Record<string, number> }[]>().notNull(),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at').notNull(),
  },
  (table) => [index('results_ended').on(table.endedAt)],
)

/** Who took part in a finished game, where and how: the lines of a service record. */
export const serviceRecords = pgTable(
  'service_records',
  {
    player: uuid('player')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    result: uuid('result')
      .notNull()
      .references(() => results.id, { onDelete: 'cascade' }),
    group: integer('group').notNull(),
    seats: jsonb('seats').$type<string[]>().notNull(),
    reconnects: integer('reconnects').notNull(),
    endedAt: at('ended_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.player, table.result] }),
    index('service_records_player').on(table.player, table.endedAt),
  ],
)

/** Everything that was ordered in a game, in parts as it went, with its seed: enough to play it again tick by tick.
 *  A game that nobody finished has parts and no result. */
export const orderLogs = pgTable(
  'order_logs',
  {
    result: uuid('result').notNull(),
    /** Counts from 0. */
    part: integer('part').notNull(),
    seed: integer('seed').notNull(),
    orders: integer('orders').notNull(),
    /** zstd of JSON lines: [tick, group, order, arguments]. */
    log: bytes('log').notNull(),
    isStarred: boolean('is_starred').notNull().default(false),
    createdAt: madeAt(),
  },
  (table) => [primaryKey({ columns: [table.result, table.part] }), index('order_logs_created').on(table.createdAt)],
)

/** Who did what to whom, for operators. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Player id; null for the operator at the command line. */
    actor: uuid('actor'),
    action: text('action').notNull(),
    subject: uuid('subject'),
    details: jsonb('details').$type<Record<string, string | number | boolean>>().notNull().default({}),
    createdAt: madeAt(),
  },
  (table) => [index('audit_created').on(table.createdAt)],
)

/** What is said and who reads along; `schema/people.ts` says how ids are made. */
export const channels = pgTable(
  'channels',
  {
    id: text('id').primaryKey(),
    /** Number of the newest message. */
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    /** Grows when numbers may have been given twice: after a backup was restored. */
    epoch: integer('epoch').notNull().default(1),
    slowSeconds: integer('slow_seconds').notNull().default(0),
    usedAt: at('used_at').notNull().defaultNow(),
  },
  (table) => [index('channels_used').on(table.usedAt)],
)

/** Messages, numbered in their channel without a gap; what is taken away leaves its number. */
export const messages = pgTable(
  'messages',
  {
    channel: text('channel').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    sender: uuid('sender').references(() => players.id, { onDelete: 'set null' }),
    /** The sender's name as it was. */
    name: text('name').notNull(),
    kind: text('kind').$type<ChatLine['kind']>().notNull(),
    text: text('text').notNull(),
    about: jsonb('about').$type<ChatLine['about']>(),
    /** The page's own id of it: the same again is the same message. */
    clientId: uuid('client_id').notNull(),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: madeAt(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.seq] }),
    unique('messages_once').on(table.sender, table.clientId),
    index('messages_created').on(table.createdAt),
  ],
)

/** How far somebody has read a channel, on whatever device. */
export const readCursors = pgTable(
  'read_cursors',
  {
    player: uuid('player')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    channel: text('channel').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    usedAt: at('used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.player, table.channel] }), index('read_cursors_used').on(table.usedAt)],
)

/** What one is to another: asked to be a friend, a friend (then both ways), or blocked. */
export const relations = pgTable(
  'relations',
  {
    player: uuid('player')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    other: uuid('other')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'requested' | 'friend' | 'blocked'>().notNull(),
    createdAt: madeAt(),
  },
  (table) => [primaryKey({ columns: [table.player, table.other] }), index('relations_other').on(table.other)],
)

/** What concerns somebody and waits to be seen. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    player: uuid('player')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    content: jsonb('content').$type<NotificationContent>().notNull(),
    createdAt: madeAt(),
    readAt: at('read_at'),
  },
  (table) => [
    index('notifications_player').on(table.player, table.id),
    index('notifications_created').on(table.createdAt),
  ],
)

export const teams = pgTable('teams', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** Folded as names of accounts are. */
  nameKey: text('name_key').notNull().unique(),
  createdAt: madeAt(),
})

/** Everybody is in one team at most. */
export const teamMembers = pgTable(
  'team_members',
  {
    player: uuid('player')
      .primaryKey()
      .references(() => players.id, { onDelete: 'cascade' }),
    team: uuid('team')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    role: text('role').$type<'founder' | 'officer' | 'member'>().notNull(),
    createdAt: madeAt(),
  },
  (table) => [index('team_members_team').on(table.team)],
)

/** Ways into a team: by a code that works once, for whoever has it or for one player alone. */
export const invitations = pgTable(
  'invitations',
  {
    /** SHA-256 of the code. */
    hash: text('hash').primaryKey(),
    team: uuid('team')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    inviter: uuid('inviter')
      .notNull()
      .references(() => players.id, { onDelete: 'cascade' }),
    invitee: uuid('invitee').references(() => players.id, { onDelete: 'cascade' }),
    createdAt: madeAt(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [index('invitations_expiry').on(table.expiresAt)],
)

/** Who may not speak, until when; private messages to friends stay open. */
export const mutes = pgTable(
  'mutes',
  {
    player: uuid('player')
      .primaryKey()
      .references(() => players.id, { onDelete: 'cascade' }),
    until: at('until').notNull(),
    reason: text('reason').notNull(),
    createdAt: madeAt(),
  },
  (table) => [index('mutes_until').on(table.until)],
)

/** What people have told moderators of, with what was said then. */
export const reports = pgTable(
  'reports',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    reporter: uuid('reporter').references(() => players.id, { onDelete: 'set null' }),
    subject: uuid('subject').references(() => players.id, { onDelete: 'cascade' }),
    channel: text('channel').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    text: text('text').notNull(),
    reason: text('reason').notNull(),
    createdAt: madeAt(),
    closedAt: at('closed_at'),
  },
  (table) => [
    unique('reports_once').on(table.reporter, table.channel, table.seq),
    index('reports_created').on(table.createdAt),
  ],
)
