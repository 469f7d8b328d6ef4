/** Who somebody is: short-lived signed tokens that carry a player id and a name. Checking one never asks the database. */
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { UnavailableError } from '../http.ts'
import { algorithm, type SigningKeys } from './signing-keys.ts'

export interface Identity {
  id: string
  name: string
}

/** An identity and the sign-in that it came by. */
export interface Bearer extends Identity {
  signIn: string
}

export interface Identities {
  /** Throws `RefusedError('not-signed-in')` for anything but an access token of ours that is still valid. */
  verify(token: unknown): Promise<Bearer>
}

export interface AccessTokens extends Identities {
  issue(bearer: Bearer): Promise<{ token: string; expiresAt: number }>
}

const issuer = 'flotilla'
const audience = 'flotilla-player'
/** RFC 9068: nothing else that is signed with these keys is taken for an access token. */
const typ = 'at+jwt'
export const accessMs = 15 * 60_000
/** Clocks of several machines may differ by this much. */
const clockTolerance = '5s'
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), name: z.string().min(1).max(limits.playerName.max) })

export function accessTokens(keys: SigningKeys, now: () => number = Date.now): AccessTokens {
  const verifierOf = async ({ kid, jku, jwk, x5u, x5c }: Record<string, unknown>) => {
    // A token that brings its own key along is no honest mistake.
    const foreign = [jku, jwk, x5u, x5c].some((entry) => entry !== undefined)
    const key = typeof kid === 'string' && !foreign ? await keys.verifier(kid) : undefined
    if (key === undefined) throw new RefusedError('not-signed-in')
    return key
  }
  return {
    async issue({ id, name, signIn }) {
      const signer = await keys.signer()
      const issuedAt = Math.floor(now() / 1000)
      const expiresAt = issuedAt * 1000 + accessMs
      const token = await new SignJWT({ name, sid: signIn })
        .setProtectedHeader({ alg: algorithm, kid: signer.id, typ })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt / 1000)
        .sign(signer.privateKey)
      return { token, expiresAt }
    },
    async verify(token) {
      if (typeof token !== 'string' || token.length > 4096) throw new RefusedError('not-signed-in')
      const checks = { issuer, audience, typ, algorithms: [algorithm], clockTolerance, requiredClaims: ['exp', 'iat'] }
      try {
        const { payload } = await jwtVerify(token, verifierOf, { ...checks, currentDate: new Date(now()) })
        const { sub, sid, name } = claims.parse(payload)
        return { id: sub, name, signIn: sid }
      } catch (error) {
        // Without its keys the server cannot tell: that is no reason to forget a sign-in.
        if (error instanceof UnavailableError) throw error
        throw new RefusedError('not-signed-in')
      }
    },
  }
}
