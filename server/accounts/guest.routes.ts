/** `POST /auth/guest`: a name becomes a signed token; with an older token the player stays the same person. */
import { Router } from 'express'
import { guestShape } from '../../schema/messages.ts'
import { bearer, parse, route } from '../http.ts'
import type { Identities } from './identity.ts'

export function guestRoutes(identities: Identities): Router {
  const router = Router()
  router.post(
    '/auth/guest',
    route(async (request) => {
      const { name } = parse(guestShape, request.body, 'bad-name')
      return identities.issueGuest(name, bearer(request))
    }),
  )
  return router
}
