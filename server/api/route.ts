/** Routes as data: one definition says who may ask what, and yields the handler and the documentation alike. */
import type { Application, Request, Response } from 'express'
import type { z } from 'zod'
import type { Role } from '../../schema/accounts.ts'
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import type { Bearer, Identities } from '../accounts/identity.ts'
import { bearer, parse } from '../http.ts'
import { addressOf, type LimitName, type Limits, limitTable } from '../rate-limits.ts'

export const tags = {
  Accounts: 'Who you are: guests, accounts, and the sign-ins that carry them.',
  Players: 'Profiles, preferences and service records.',
  Sessions: 'Ways into a game. Each answers with a seat, which the Colyseus SDK consumes.',
  People: 'Friends, requests and blocks, and the connection for life.',
  Teams: 'Crews that last beyond a session.',
  Chat: 'What is said, and what waits for you. The rest of it goes over your connection for life.',
  Moderation: 'For those who look after the chat.',
  Operators: 'For those who run the server.',
} as const

/** Anybody; whoever has an access token; or only an account of a moderator or operator; or of an operator. */
export type Audience = 'anybody' | 'player' | 'moderator' | 'admin'

export interface Asked<Body, Query, Who> {
  request: Request
  response: Response
  body: Body
  query: Query
  /** The part of the path that `:id` or `:code` stands for. */
  parameter: string
  /** Who asks: always there where the route asks for it, and never where anybody may. */
  player: Who
}

interface Description<Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType, Who extends Audience> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As Express writes it. */
  path: string
  tag: keyof typeof tags
  summary: string
  /** What the summary leaves open, as a sentence or two. */
  more?: string
  who: Who
  /** What `:id` or `:code` in the path is. */
  parameter?: string
  body?: Body
  /** What a body of another shape is answered with, instead of `bad-shape`. */
  bodyCode?: ErrorCode
  query?: Query
  answer: Answer
  /** Refusals of this route's own; those that follow from the rest are added. */
  refusals?: ErrorCode[]
  limit?: LimitName
  handle(
    asked: Asked<z.output<Body>, z.output<Query>, Who extends 'anybody' ? undefined : Bearer>,
  ): Promise<z.input<Answer>>
}

export type Route = Omit<Description<z.ZodType, z.ZodType, z.ZodType, Audience>, 'handle'> & {
  handle(asked: Asked<unknown, unknown, Bearer | undefined>): Promise<unknown>
}

export const defineRoute = <
  Answer extends z.ZodType,
  Who extends Audience,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
>(
  description: Description<Body, Query, Answer, Who>,
): Route => description as unknown as Route

export interface RouteServices {
  identities: Identities
  limits: Limits
  /** Undefined when there is no such player (any more). */
  roleOf(player: string): Promise<Role | undefined>
  /** Told of every player who asks something. */
  seen(player: string): void
}

export function mount(app: Pick<Application, Route['method']>, routes: Route[], services: RouteServices): void {
  for (const route of routes) {
    app[route.method](route.path, (request, response, next) => {
      answer(route, services, request, response).then((body) => response.json(body), next)
    })
  }
}

async function answer(route: Route, services: RouteServices, request: Request, response: Response): Promise<unknown> {
  const { limit } = route
  const isByAddress = limit !== undefined && limitTable[limit].by === 'address'
  if (isByAddress) await services.limits.take(limit, addressOf(request))
  const player = await admit(route.who, services, request)
  if (limit !== undefined && !isByAddress && player !== undefined) await services.limits.take(limit, player.id)
  return route.handle({
    request,
    response,
    body: route.body && parse(route.body, request.body, route.bodyCode),
    query: route.query && parse(route.query, request.query),
    parameter: String(Object.values(request.params)[0] ?? ''),
    player,
  })
}

async function admit(who: Audience, services: RouteServices, request: Request): Promise<Bearer | undefined> {
  if (who === 'anybody') return undefined
  const player = await services.identities.verify(bearer(request))
  if (who !== 'player') {
    const role = await services.roleOf(player.id)
    if (role !== 'admin' && who === 'admin') throw new RefusedError('admin-only')
    if (role !== 'admin' && role !== 'moderator') throw new RefusedError('moderator-only')
  }
  services.seen(player.id)
  return player
}

/** Everything that a route may refuse with. */
export function refusalsOf({ body, query, bodyCode, who, limit, refusals = [] }: Route): ErrorCode[] {
  const implied: (ErrorCode | false | undefined)[] = [
    (body ?? query) !== undefined && 'bad-shape',
    bodyCode,
    who !== 'anybody' && 'not-signed-in',
    who === 'admin' && 'admin-only',
    who === 'moderator' && 'moderator-only',
    limit !== undefined && 'too-fast',
    'server-busy',
  ]
  return [...new Set([...implied.filter((code) => code !== undefined && code !== false), ...refusals])]
}
