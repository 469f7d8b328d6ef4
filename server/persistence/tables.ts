/** Every table of the database, for the embedded one and for PostgreSQL alike. Times are `timestamptz`, ids UUIDs. */
import {
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
  uuid,
} from 'drizzle-orm/pg-core'
import type { Avatar, Preferences } from '../../schema/accounts.ts'

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
    role: text('role').$type<'player' | 'admin'>().notNull().default('player'),
    status: text('status').notNull().default(''),
    avatar: jsonb('avatar').$type<Avatar>(),
    preferences: jsonb('preferences').$type<Preferences>().notNull().default({}),
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

/** Everything that was ordered in a finished game, with its seed: enough to play it again tick by tick. */
export const orderLogs = pgTable('order_logs', {
  result: uuid('result')
    .primaryKey()
    .references(() => results.id, { onDelete: 'cascade' }),
  seed: integer('seed').notNull(),
  ticks: integer('ticks').notNull(),
  orders: integer('orders').notNull(),
  /** zstd of one JSON line an order. */
  log: bytes('log').notNull(),
  isStarred: boolean('is_starred').notNull().default(false),
  createdAt: madeAt(),
})

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
