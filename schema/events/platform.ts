/** Events of the platform itself, whatever the game. */
import { refused } from './refused.ts'
import { reply } from './reply.ts'
import { terminated } from './terminated.ts'

export const platformEvents = [reply, refused, terminated] as const
