/** Cuts a message into words, links that may be followed, and names that are addressed. */

export type TextPart =
  | { kind: 'text'; text: string }
  /** `host` is where it really leads. */
  | { kind: 'link'; text: string; href: string; host: string }
  | { kind: 'mention'; text: string; isSelf: boolean }

const linkPattern = /https?:\/\/[^\s<>"']+/giu
const wordLetter = /[\p{L}\p{N}_]/u

/** Only web addresses; everything else stays plain text. */
function linkOf(text: string): { href: string; host: string } | undefined {
  try {
    const url = new URL(text)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
    // A name before the host pretends to be one.
    if (url.username !== '' || url.password !== '') return undefined
    return { href: url.href, host: url.host }
  } catch {
    return undefined
  }
}

function mentionsIn(text: string, names: readonly string[], self: string): TextPart[] {
  const parts: TextPart[] = []
  const longestFirst = [...new Set([...names, self])].filter(Boolean).sort((a, b) => b.length - a.length)
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from) continue
    const after = text.slice(at + 1)
    const name = longestFirst.find(
      (each) =>
        after.slice(0, each.length).toLowerCase() === each.toLowerCase() && !wordLetter.test(after.charAt(each.length)),
    )
    if (!name) continue
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) })
    from = at + 1 + name.length
    parts.push({ kind: 'mention', text: text.slice(at, from), isSelf: name.toLowerCase() === self.toLowerCase() })
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

export function partsOf(text: string, names: readonly string[], self: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(linkPattern)) {
    // A full stop or a bracket after an address belongs to the sentence.
    const address = match[0].replace(/[.,;:!?)\]}]+$/u, '')
    const link = linkOf(address)
    if (!link) continue
    parts.push(...mentionsIn(text.slice(from, match.index), names, self))
    parts.push({ kind: 'link', text: address, ...link })
    from = match.index + address.length
  }
  parts.push(...mentionsIn(text.slice(from), names, self))
  return parts
}

export const namesMe = (text: string, self: string): boolean =>
  partsOf(text, [], self).some((part) => part.kind === 'mention' && part.isSelf)
