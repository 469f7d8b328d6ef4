/** The answers of the account routes as shapes, for their documentation; the types that both ends share stand in schema/. */
import { z } from 'zod'
import {
  type Analytics,
  avatarShape,
  type Profile,
  type RecordLine,
  roles,
  type ServiceRecord,
  type SignedIn,
} from '../../schema/accounts.ts'

const unixMs = z.number().describe('Unix time in ms.')
const count = z.int().min(0)

export const profile: z.ZodType<Profile> = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  isGuest: z.boolean().describe('A guest is forgotten after 30 days without a visit; an account is not.'),
  role: z.enum(roles),
  status: z.string(),
  avatar: avatarShape.optional(),
  createdAt: unixMs,
})

export const signedIn: z.ZodType<SignedIn> = z.strictObject({
  token: z.string().describe('The access token, a JWT.'),
  expiresAt: unixMs.describe('When the token ends, Unix time in ms.'),
  player: profile,
  refreshToken: z.string().optional().describe('Only when `bearer` was asked; browsers get it as a cookie.'),
  recoveryCode: z.string().optional().describe('From register and recover, once: sets a new password later.'),
})

const line: z.ZodType<RecordLine> = z.strictObject({
  result: z.uuid(),
  session: z.uuid(),
  name: z.string(),
  scenario: z.string(),
  victory: z.boolean(),
  reason: z.string(),
  seconds: count,
  ship: z.string(),
  kind: z.string(),
  seats: z.array(z.string()),
  figures: z.record(z.string(), z.number()),
  players: count,
  endedAt: unixMs,
})

export const serviceRecord: z.ZodType<ServiceRecord> = z.strictObject({
  totals: z.strictObject({
    games: count,
    victories: count,
    seconds: count,
    bySeat: z.record(z.string(), count).describe('Games in which a seat was held.'),
  }),
  lines: z.array(line),
  next: z.string().optional().describe('Give this as `before` for the next page.'),
})

export const analytics: z.ZodType<Analytics> = z.strictObject({
  days: count,
  scenarios: z.array(
    z.strictObject({
      scenario: z.string(),
      games: count,
      victories: count,
      seconds: z.strictObject({ mean: z.number(), p95: z.number() }),
      players: count,
      reconnects: count,
    }),
  ),
})

export const jwks = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal('RSA'),
      n: z.string(),
      e: z.string(),
      kid: z.string(),
      alg: z.literal('RS256'),
      use: z.literal('sig'),
    }),
  ),
})

export const nothing = z.strictObject({})

/** Stand in the document once, under these names. */
export const namedShapes = {
  Profile: profile,
  SignedIn: signedIn,
  ServiceRecord: serviceRecord,
  Analytics: analytics,
}
