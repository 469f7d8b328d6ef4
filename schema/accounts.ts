/** What travels about people: who they are, what they look like, what they have done. Shapes for both ends. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { nameShape, playerNameShape } from './messages.ts'

/** A portrait drawn from parts: each the index of a variant, colours from the palette of the page. */
export const avatarParts = {
  face: 6,
  hair: 10,
  uniform: 5,
  extra: 6,
  skin: 6,
  hairColour: 6,
  uniformColour: 6,
  background: 6,
} as const
export type AvatarPart = keyof typeof avatarParts
const part = (count: number) =>
  z
    .int()
    .min(0)
    .max(count - 1)
export const avatarShape = z.strictObject({
  face: part(avatarParts.face),
  hair: part(avatarParts.hair),
  uniform: part(avatarParts.uniform),
  extra: part(avatarParts.extra),
  skin: part(avatarParts.skin),
  hairColour: part(avatarParts.hairColour),
  uniformColour: part(avatarParts.uniformColour),
  background: part(avatarParts.background),
} satisfies Record<AvatarPart, z.ZodType>)
export type Avatar = z.infer<typeof avatarShape>

/** What a person sets for themselves; a page keeps what it does not know. */
export const preferencesShape = z.strictObject({
  /** Key bindings: console and the act's own key → the key it has now, all as the page names keys. */
  keys: z.record(z.string().max(40), z.string().max(24)).optional(),
  sound: z.boolean().optional(),
  alarmVolume: z.number().min(0).max(1).optional(),
  /** Of everything else. */
  volume: z.number().min(0).max(1).optional(),
  reducedMotion: z.boolean().optional(),
  textScale: z.number().min(0.75).max(2).optional(),
})
export type Preferences = z.infer<typeof preferencesShape>

/** A sign-in name is what others see too: a player name, folded for comparison. */
export const signInNameShape = playerNameShape.describe('1 to 24 visible characters of any script.')
export const newPasswordShape = z
  .string()
  .min(limits.accountPassword.min)
  .max(limits.accountPassword.max)
  .describe('8 to 128 characters; not a common one, and not the name.')
const anyPassword = z.string().min(1).max(limits.accountPassword.max)
const bearer = z
  .boolean()
  .default(false)
  .describe('For programs: the refresh token comes in the answer, not as a cookie.')

export const accountShapes = {
  guest: z.strictObject({ name: signInNameShape, bearer }),
  register: z.strictObject({ name: signInNameShape, password: newPasswordShape, bearer }),
  signIn: z.strictObject({ name: z.string().min(1).max(200), password: anyPassword, bearer }),
  refresh: z.strictObject({ refreshToken: z.string().max(200).optional().describe('Where no cookie carries it.') }),
  changePassword: z.strictObject({ current: anyPassword, password: newPasswordShape }),
  recover: z.strictObject({
    name: z.string().min(1).max(200),
    recoveryCode: z.string().min(1).max(64),
    password: newPasswordShape,
    bearer,
  }),
  remove: z.strictObject({ password: anyPassword.optional() }),
  profile: z.strictObject({
    name: signInNameShape.optional(),
    status: nameShape({ min: 0, max: limits.status }).optional(),
    avatar: avatarShape.optional(),
  }),
} as const

/** A moderator looks after the chat; an admin after everything. */
export const roles = ['player', 'moderator', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Profile {
  id: string
  name: string
  /** A guest is forgotten after 30 days without a visit; an account is not. */
  isGuest: boolean
  role: Role
  status: string
  avatar?: Avatar
  /** Unix time in ms. */
  createdAt: number
}

/** The answer of guest, register, sign-in, refresh and recover. */
export interface SignedIn {
  token: string
  /** When the token ends, Unix time in ms. */
  expiresAt: number
  player: Profile
  /** Only when `bearer` was asked. */
  refreshToken?: string
  /** Only from register and recover, once: sets a new password when the old one is forgotten. */
  recoveryCode?: string
}

/** One line of a service record. */
export interface RecordLine {
  result: string
  session: string
  name: string
  scenario: string
  victory: boolean
  reason: string
  seconds: number
  /** The ship, its figures, and the seats held there last. */
  ship: string
  kind: string
  seats: string[]
  figures: Record<string, number>
  players: number
  endedAt: number
}

export interface ServiceRecord {
  /** Over all games, not only those of this page; `bySeat` counts the games in which a seat was held. */
  totals: { games: number; victories: number; seconds: number; bySeat: Record<string, number> }
  /** The newest first. */
  lines: RecordLine[]
  /** Give this as `before` for the next page. */
  next?: string
}

/** What sessions of each scenario were like, for operators. */
export interface Analytics {
  days: number
  scenarios: {
    scenario: string
    games: number
    victories: number
    seconds: { mean: number; p95: number }
    players: number
    reconnects: number
  }[]
}
