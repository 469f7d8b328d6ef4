/** What two people are to each other and how that changes: rules without a database. */
import type { Relation } from '../../schema/people.ts'

/** What one has said of the other; a row, or none. */
export type Kind = 'requested' | 'friend' | 'blocked'

export interface Pair {
  /** Said by who acts. */
  own: Kind | undefined
  /** Said by the other. */
  theirs: Kind | undefined
}

/** What somebody sees of a pair. Who is blocked is not told: they see what they have said themselves. */
export function seenOf({ own, theirs }: Pair): Relation | undefined {
  if (own === 'requested') return 'outgoing'
  return own ?? (theirs === 'requested' ? 'incoming' : undefined)
}

export const turned = ({ own, theirs }: Pair): Pair => ({ own: theirs, theirs: own })

const unlessBlocked = (kind: Kind | undefined) => (kind === 'blocked' ? kind : undefined)

export const acts = {
  /** Asks, or accepts what the other has asked. A block of one's own is lifted by it. */
  ask: ({ own, theirs }: Pair): Pair =>
    own === 'friend' || theirs === 'requested' ? { own: 'friend', theirs: 'friend' } : { own: 'requested', theirs },
  /** Declines, withdraws, or is no friend any more. */
  remove: ({ own, theirs }: Pair): Pair =>
    own === 'blocked' ? { own, theirs } : { own: undefined, theirs: unlessBlocked(theirs) },
  block: ({ theirs }: Pair): Pair => ({ own: 'blocked', theirs: unlessBlocked(theirs) }),
  /** What a blocked one asked meanwhile is as if declined. */
  unblock: ({ own, theirs }: Pair): Pair =>
    own === 'blocked' ? { own: undefined, theirs: unlessBlocked(theirs) } : { own, theirs },
} as const satisfies Record<string, (pair: Pair) => Pair>
export type Act = keyof typeof acts
