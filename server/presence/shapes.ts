/** The answers of the people routes as shapes, for their documentation. */
import { z } from 'zod'
import { avatarShape } from '../../schema/accounts.ts'
import type { Person, Place, Presence } from '../../schema/people.ts'
import { phases } from '../../schema/session.state.ts'

const place: z.ZodType<Place> = z.strictObject({
  session: z.uuid(),
  name: z.string(),
  phase: z.enum(phases),
  hasPassword: z.boolean(),
  group: z.int().min(-1).describe('Index of the ship, -1 without one.'),
  ship: z.string(),
  seats: z.array(z.string()).describe('Seats held there.'),
  free: z.array(z.string()).describe('Seats that nobody holds.'),
  isSpectator: z.boolean(),
})

const presence: z.ZodType<Presence> = z.strictObject({
  status: z.enum(['game', 'lobby', 'away', 'offline']),
  place: place.optional().describe('Only in a game.'),
  seenAt: z.number().optional().describe('Only off-line: Unix time in ms.'),
})

export const person: z.ZodType<Person> = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  avatar: avatarShape.optional(),
  relation: z.enum(['friend', 'incoming', 'outgoing', 'blocked']),
  presence: presence.describe("Friends' alone; of everybody else it reads off-line."),
})

export const people = z.strictObject({ people: z.array(person) })

/** Stand in the document once, under these names. */
export const namedPeopleShapes = { Person: person, People: people }
