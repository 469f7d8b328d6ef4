/** What is asked before a socket opens: whose page it comes from, and from which address. */
import type { Server } from 'node:http'
import proxyaddr from 'proxy-addr'
import { networkOf } from '../rate-limits.ts'

/** Colyseus believes any `X-Real-IP`: here it is written by us, from the socket or what a trusted proxy says. */
export function nameAddresses(server: Server, trustedProxies: string[]): void {
  const isTrusted = proxyaddr.compile(trustedProxies)
  server.prependListener('upgrade', (request) => {
    request.headers['x-real-ip'] = networkOf(proxyaddr(request, isTrusted))
  })
}

/** Refuses sockets of other sites' pages with 403 before they open. A program that is no browser sends no `Origin`.
 *  `origins` are further pages that may connect, as `https://play.example`; `address` is where this process is reached. */
export function refuseForeign(origins: string[], address: string): (request: Request) => Response | undefined {
  const known = new Set([...origins, ...['http', 'https'].map((scheme) => `${scheme}://${address.split('/')[0]}`)])
  return (request) => {
    const origin = request.headers.get('origin')
    if (origin === null || known.has(origin) || hostOf(origin) === request.headers.get('host')) return undefined
    const text =
      'This page may not open sockets here. Open the game at its own address, or name the page in CORS_ORIGIN.'
    return new Response(text, { status: 403 })
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
