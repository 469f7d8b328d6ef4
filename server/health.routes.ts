/** `/health/live`: the process answers. `/health/ready`: it takes players. */
import { matchMaker } from '@colyseus/core'
import { Router } from 'express'

export function healthRoutes(): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => void response.json({ status: 'live' }))
  router.get('/health/ready', (_request, response) => {
    const isReady = matchMaker.state === matchMaker.MatchMakerState.READY
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready' })
  })
  return router
}
