/** How every route answers: refusals as typed errors with a sentence and what to do, everything else without a stack. */
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { type ErrorCode, errors, type Refusal, RefusedError } from '../schema/errors.ts'

/** Body of an error answer. */
export const errorBody = ({ code, detail }: Refusal) => ({
  error: { code, message: errors[code].message, fix: errors[code].fix, ...(detail ? { detail } : {}) },
})

/** Too many at once; says when to come again. */
export class TooFastError extends RefusedError {
  readonly retrySeconds: number
  constructor(retrySeconds: number) {
    super(
      'too-fast',
      `Try again in ${retrySeconds < 90 ? `${retrySeconds} s` : `${Math.ceil(retrySeconds / 60)} min`}.`,
    )
    this.retrySeconds = retrySeconds
  }
}

/** What a request needs is away for the moment: answered as such, and not logged as a fault of ours. */
export class UnavailableError extends Error {}

/** `value` in the given shape; throws `RefusedError` with the first field that is wrong. */
export function parse<Shape extends z.ZodType>(shape: Shape, value: unknown, code: ErrorCode = 'bad-shape') {
  const result = shape.safeParse(value ?? {})
  if (result.success) return result.data as z.output<Shape>
  throw new RefusedError(code, describeIssue(result.error))
}

/** The first thing that is wrong with a shape, as one sentence: "name: Too long." */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'Not understood.'
  return `${issue.path.join('.') || 'body'}: ${issue.message}.`
}

export const bearer = (request: Request): string | undefined =>
  request.headers.authorization?.match(/^Bearer (\S+)$/i)?.[1]

/** The last handler: turns whatever was thrown into an answer. */
export const answerErrors =
  (log: Logger) =>
  (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    if (error instanceof RefusedError) {
      if (error instanceof TooFastError) response.set('Retry-After', String(error.retrySeconds))
      response.status(errors[error.code].status).json(errorBody(error))
      return
    }
    if (error instanceof UnavailableError) {
      response.status(errors['server-busy'].status).json(errorBody({ code: 'server-busy' }))
      return
    }
    // The body parser's own errors carry a client status: malformed JSON 400, too large 413.
    const status = (error as { status?: number }).status
    if (status !== undefined && status < 500) {
      const detail = status === 413 ? 'body: Too large.' : 'body: No JSON.'
      response.status(status).json(errorBody({ code: 'bad-shape', detail }))
      return
    }
    log.error({ error }, 'a route failed')
    response.status(500).json(errorBody({ code: 'server-error' }))
  }

/** What no route answered. */
export const unknownRoute: RequestHandler = (_request, _response, next) => next(new RefusedError('unknown-route'))
