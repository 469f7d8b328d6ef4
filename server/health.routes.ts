/** `/health/live`: the process answers. `/health/ready`: it takes players, which it cannot while what it needs is away. */
import { matchMaker } from '@colyseus/core'
import { Router } from 'express'

export interface Needs {
  isRedisUp(): boolean
  isDatabaseUp(): boolean
}

export function healthRoutes({ isRedisUp, isDatabaseUp }: Needs): Router {
  const status = () => {
    if (matchMaker.state !== matchMaker.MatchMakerState.READY) return 'not ready'
    if (!isDatabaseUp()) return 'database is away'
    return isRedisUp() ? 'ready' : 'redis is away'
  }
  const router = Router()
  router.get('/health/live', (_request, response) => void response.json({ status: 'live' }))
  router.get('/health/ready', (_request, response) => {
    const now = status()
    response.status(now === 'ready' ? 200 : 503).json({ status: now })
  })
  return router
}
