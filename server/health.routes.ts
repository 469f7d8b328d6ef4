/** `/health/live`: the process answers. `/health/ready`: it takes players, which it cannot while what it needs is away. */
import { matchMaker } from '@colyseus/core'
import { z } from 'zod'
import { defineRoute, type Route } from './api/route.ts'

export interface Needs {
  isRedisUp(): boolean
  isDatabaseUp(): boolean
}

export function healthRoutes({ isRedisUp, isDatabaseUp }: Needs): Route[] {
  const status = () => {
    if (matchMaker.state !== matchMaker.MatchMakerState.READY) return 'not ready'
    if (!isDatabaseUp()) return 'database is away'
    return isRedisUp() ? 'ready' : 'redis is away'
  }
  return [
    defineRoute({
      method: 'get',
      path: '/health/live',
      tag: 'Operators',
      summary: 'Whether the process answers',
      who: 'anybody',
      answer: z.strictObject({ status: z.literal('live') }),
      handle: async () => ({ status: 'live' as const }),
    }),
    defineRoute({
      method: 'get',
      path: '/health/ready',
      tag: 'Operators',
      summary: 'Whether it takes players',
      more: 'Answers 503 with the same shape while it does not, and says what is missing.',
      who: 'anybody',
      answer: z.strictObject({ status: z.enum(['ready', 'not ready', 'database is away', 'redis is away']) }),
      async handle({ response }) {
        const now = status()
        if (now !== 'ready') response.status(503)
        return { status: now } as const
      },
    }),
  ]
}
