/** The routes under /auth: how people come, come back and leave. */
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { accountShapes, type SignedIn } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { defineRoute, type Route } from '../api/route.ts'
import { bearer } from '../http.ts'
import { addressOf, type Limits } from '../rate-limits.ts'
import type { Accounts, Asker, Grant } from './accounts.ts'
import type { AccessTokens } from './identity.ts'
import { nameKey } from './name-key.ts'
import { jwks, nothing, signedIn } from './shapes.ts'
import { idleMs } from './sign-ins.ts'
import type { SigningKeys } from './signing-keys.ts'

export interface AccountRouteServices {
  accounts: Accounts
  tokens: AccessTokens
  keys: SigningKeys
  limits: Limits
}

const cookieName = 'flotilla-refresh'
/** Beyond the guesses that an account may see from everywhere, each further one holds answers back by this, up to a limit. */
const slowStepMs = 100
const slowestMs = 2000
const tag = 'Accounts'

export function accountRoutes({ accounts, tokens, keys, limits }: AccountRouteServices): Route[] {
  /** Who asks, if they say so; a token that is not valid counts as none. */
  const askerOf = async (request: Request, given?: string): Promise<Asker> => ({
    bearer: await tokens.verify(bearer(request)).catch((error) => {
      if (error instanceof RefusedError) return undefined
      throw error
    }),
    refreshToken: given ?? cookieOf(request),
    device: request.headers['user-agent'] ?? '',
  })
  const welcome = async (request: Request, response: Response, grant: Grant, asBearer: boolean): Promise<SignedIn> => {
    const { player, signIn, refreshToken, recoveryCode } = grant
    const access = await tokens.issue({ id: player.id, name: player.name, signIn })
    response.set('Cache-Control', 'no-store')
    if (!asBearer) setCookie(request, response, refreshToken, player.isGuest ? idleMs.guest : idleMs.account)
    return {
      ...access,
      player,
      ...(asBearer ? { refreshToken } : {}),
      ...(recoveryCode === undefined ? {} : { recoveryCode }),
    }
  }
  /** One guess at what an account keeps secret: counted before it is checked, and forgotten when it was right. */
  const guess = async <Result>(request: Request, name: string, check: () => Promise<Result>): Promise<Result> => {
    const account = nameKey(name)
    const fromHere = `${account} ${addressOf(request)}`
    await limits.take('guesses', fromHere)
    const beyond = await limits.beyond('guessesFromAfar', account)
    if (beyond > 0) await pause(Math.min(beyond * slowStepMs, slowestMs))
    try {
      const result = await check()
      await limits.forget('guesses', fromHere)
      return result
    } catch (error) {
      const isWrong = error instanceof RefusedError && /^wrong-/.test(error.code)
      if (isWrong) await limits.take('guessesFromAfar', account).catch(() => undefined)
      // The server was busy, or the new password weak: that was no guess.
      else await limits.giveBack('guesses', fromHere)
      throw error
    }
  }

  return [
    defineRoute({
      method: 'post',
      path: '/auth/guest',
      tag,
      summary: 'Come as a guest',
      more: 'With a live sign-in of a guest (access token or cookie) they stay the same person under the new name.',
      who: 'anybody',
      body: accountShapes.guest,
      bodyCode: 'bad-name',
      answer: signedIn,
      limit: 'guest',
      async handle({ request, response, body }) {
        return welcome(request, response, await accounts.guest(body.name, await askerOf(request)), body.bearer)
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/register',
      tag,
      summary: 'Make an account',
      more: 'A guest who sends their access token becomes the account and keeps everything. The recovery code is shown this once.',
      who: 'anybody',
      body: accountShapes.register,
      answer: signedIn,
      refusals: ['weak-password', 'name-in-use', 'has-account', 'not-signed-in'],
      limit: 'register',
      async handle({ request, response, body: { name, password, bearer: asBearer } }) {
        const asker = await askerOf(request)
        // Whoever shows a token wants to keep what is behind it: a new player instead would be a loss.
        if (bearer(request) !== undefined && asker.bearer === undefined) throw new RefusedError('not-signed-in')
        return welcome(request, response, await accounts.register(name, password, asker), asBearer)
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/sign-in',
      tag,
      summary: 'Sign in with name and password',
      who: 'anybody',
      body: accountShapes.signIn,
      answer: signedIn,
      refusals: ['wrong-sign-in'],
      limit: 'signIn',
      async handle({ request, response, body: { name, password, bearer: asBearer } }) {
        const asker = await askerOf(request)
        const grant = await guess(request, name, () => accounts.signIn(name, password, asker))
        return welcome(request, response, grant, asBearer)
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/refresh',
      tag,
      summary: 'Trade the refresh token for a new one and a new access token',
      more: 'By cookie, or in the body. A token that was replaced more than 10 s ago ends the whole sign-in.',
      who: 'anybody',
      body: accountShapes.refresh,
      answer: signedIn,
      refusals: ['not-signed-in'],
      limit: 'refresh',
      async handle({ request, response, body }) {
        const refreshToken = body.refreshToken ?? cookieOf(request)
        if (refreshToken === undefined) throw new RefusedError('not-signed-in')
        const grant = await accounts.refresh(refreshToken, (signIn) => limits.take('refreshes', signIn))
        return welcome(request, response, grant, body.refreshToken !== undefined)
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/sign-out',
      tag,
      summary: 'End this sign-in',
      more: 'By access token, cookie or refresh token; whatever is not known is ended already.',
      who: 'anybody',
      body: accountShapes.refresh,
      answer: nothing,
      async handle({ request, response, body }) {
        await accounts.signOut(await askerOf(request, body.refreshToken))
        clearCookie(request, response)
        return {}
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/sign-out-everywhere',
      tag,
      summary: 'End all sign-ins',
      more: 'Access tokens that are out there end by themselves within 15 minutes.',
      who: 'player',
      answer: nothing,
      async handle({ request, response, player }) {
        await accounts.signOutEverywhere(player.id)
        clearCookie(request, response)
        return {}
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/password',
      tag,
      summary: 'Change the password',
      more: 'Ends all other sign-ins.',
      who: 'player',
      body: accountShapes.changePassword,
      answer: nothing,
      refusals: ['wrong-current', 'weak-password', 'no-account'],
      limit: 'password',
      async handle({ body, player }) {
        await accounts.changePassword(player, body.current, body.password)
        return {}
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/recover',
      tag,
      summary: 'Set a new password with the recovery code',
      more: 'Ends all sign-ins, and answers with the next recovery code.',
      who: 'anybody',
      body: accountShapes.recover,
      answer: signedIn,
      refusals: ['wrong-recovery', 'weak-password'],
      limit: 'recover',
      async handle({ request, response, body: { name, recoveryCode, password, bearer: asBearer } }) {
        const asker = await askerOf(request)
        const grant = await guess(request, name, () => accounts.recover(name, recoveryCode, password, asker))
        return welcome(request, response, grant, asBearer)
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/auth/account',
      tag,
      summary: 'Delete yourself and everything kept of you',
      more: 'Accounts give their password; guests have none.',
      who: 'player',
      body: accountShapes.remove,
      answer: nothing,
      refusals: ['wrong-current'],
      limit: 'password',
      async handle({ request, response, body, player }) {
        await accounts.remove(player.id, body.password)
        clearCookie(request, response)
        return {}
      },
    }),
    defineRoute({
      method: 'get',
      path: '/.well-known/jwks.json',
      tag,
      summary: 'The public keys that access tokens are signed with',
      who: 'anybody',
      answer: jwks,
      async handle({ response }) {
        // A new key is announced two minutes before it signs.
        response.set('Cache-Control', 'public, max-age=60')
        return (await keys.jwks()) as z.input<typeof jwks>
      },
    }),
  ]
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const cookieOf = (request: Request): string | undefined =>
  request.headers.cookie?.match(new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{1,200})`))?.[1]

/** Only the routes under /auth see it, no script does, and no other site can have it sent. */
const cookieOptions = (request: Request) =>
  ({ httpOnly: true, sameSite: 'strict', path: '/auth', secure: request.secure }) as const

function setCookie(request: Request, response: Response, refreshToken: string, maxAge: number): void {
  response.cookie(cookieName, refreshToken, { ...cookieOptions(request), maxAge })
}

function clearCookie(request: Request, response: Response): void {
  response.clearCookie(cookieName, cookieOptions(request))
}
