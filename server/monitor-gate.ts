/** Keeps a page behind HTTP basic authentication: user "admin", one password. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'

const digest = (text: string) => createHash('sha256').update(text).digest()

export function passwordGate(password: string): RequestHandler {
  const expected = digest(`admin:${password}`)
  return (request, response, next) => {
    const given = request.headers.authorization?.match(/^Basic (\S+)$/i)?.[1] ?? ''
    // Digests are of one length, so the comparison tells nothing by its duration.
    if (timingSafeEqual(digest(Buffer.from(given, 'base64').toString()), expected)) return next()
    response
      .set('WWW-Authenticate', 'Basic realm="Flotilla monitor"')
      .status(401)
      .send('The monitor asks for its password.')
  }
}
