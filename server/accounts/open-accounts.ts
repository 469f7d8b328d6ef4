/** Accounts put together: what the rooms and routes of a server need to know who somebody is. */
import type { Logger } from 'pino'
import type { Route, RouteServices } from '../api/route.ts'
import type { Config } from '../config.ts'
import type { Database } from '../persistence/database.ts'
import type { WriteQueue } from '../persistence/write-queue.ts'
import type { Limits } from '../rate-limits.ts'
import { accountRoutes } from './accounts.routes.ts'
import { Accounts } from './accounts.ts'
import { accessTokens, type Identities } from './identity.ts'
import { openPasswords } from './passwords.ts'
import { findPerson } from './people.ts'
import { playerRoutes } from './players.routes.ts'
import { openSightings } from './sightings.ts'
import { openSigningKeys } from './signing-keys.ts'

interface Options {
  database: Database
  writes: WriteQueue
  config: Config
  log: Logger
  now(): number
  limits: Limits
  signedOut(signIns: string[]): void
  /** Asked before an account goes; the answer is called when it is gone. */
  farewell(player: string): Promise<() => void>
  /** A player's name or portrait has changed. */
  profileChanged(player: string): void
}

export interface OpenAccounts {
  identities: Identities
  routes: Route[]
  routeServices: RouteServices
  close(): void
}

export async function openAccounts({
  database,
  writes,
  config,
  log,
  now,
  limits,
  signedOut,
  farewell,
  profileChanged,
}: Options): Promise<OpenAccounts> {
  const keys = await openSigningKeys({ database, log, now, override: config.jwtPrivateKey })
  const tokens = accessTokens(keys, now)
  const accounts = new Accounts({ database, passwords: await openPasswords(), log, now, signedOut, farewell })
  return {
    identities: tokens,
    routes: [...accountRoutes({ accounts, tokens, keys, limits }), ...playerRoutes(database, now, profileChanged)],
    routeServices: {
      identities: tokens,
      limits,
      roleOf: async (player) => (await findPerson(database, player))?.role,
      seen: openSightings(writes, now),
    },
    close: keys.close,
  }
}
