/** `/health/live`: the process answers. `/health/ready`: it takes players, which it cannot while its Redis is away. */
import { matchMaker } from '@colyseus/core'
import { Router } from 'express'

export function healthRoutes(isRedisUp: () => boolean): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => void response.json({ status: 'live' }))
  router.get('/health/ready', (_request, response) => {
    const isStarted = matchMaker.state === matchMaker.MatchMakerState.READY
    const hasRedis = isRedisUp()
    const status = !isStarted ? 'not ready' : hasRedis ? 'ready' : 'redis is away'
    response.status(isStarted && hasRedis ? 200 : 503).json({ status })
  })
  return router
}
