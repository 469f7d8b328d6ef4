/** Which screen an address asks for. */

export type Route =
  | { screen: 'landing' }
  | { screen: 'invitation'; code: string }
  | { screen: 'play'; session: string }
  | { screen: 'account' }
  | { screen: 'gallery' }
  | { screen: 'unknown' }

export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean).map(decode)
  if (parts.length === 0) return { screen: 'landing' }
  const [place, id] = parts
  if (parts.length === 1 && place === 'account') return { screen: 'account' }
  if (parts.length === 1 && place === 'gallery') return { screen: 'gallery' }
  if (parts.length === 2 && id) {
    if (place === 'join') return { screen: 'invitation', code: id }
    if (place === 'play') return { screen: 'play', session: id }
  }
  return { screen: 'unknown' }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export const pathTo = {
  landing: '/',
  account: '/account',
  gallery: '/gallery',
  invitation: (code: string) => `/join/${encodeURIComponent(code)}`,
  play: (session: string) => `/play/${encodeURIComponent(session)}`,
}

/** The code in what somebody pasted: a bare code, or a whole invitation link. */
export function codeIn(pasted: string): string {
  const text = pasted.trim()
  return (text.match(/\/join\/([^/?#\s]+)/)?.[1] ?? text).replace(/[\s-]/g, '').toUpperCase()
}
