/** Teams as they travel: crews that last beyond a session. Shapes for both ends. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { nameShape } from './messages.ts'

export const teamShapes = {
  create: z.strictObject({ name: nameShape(limits.teamName) }),
  invite: z.strictObject({
    player: z.uuid().optional().describe('Only they can use it, and they are told; without it, whoever has the code.'),
  }),
  join: z.strictObject({ code: z.string().min(1).max(64).describe('Dashes and small letters do not matter.') }),
} as const

export const sessionInvitationShape = z.strictObject({ player: z.uuid().describe('Whom to invite.') })

export type TeamRole = 'founder' | 'officer' | 'member'

export interface Team {
  id: string
  name: string
  /** In the order in which they came. */
  members: { id: string; name: string; role: TeamRole }[]
}

export interface TeamInvitation {
  code: string
  /** Unix time in ms. */
  expiresAt: number
}
