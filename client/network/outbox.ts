/** What a player has said and the server has not taken yet: one at a time in each channel, in order, until it is sent or
 *  refused for good. */
import type { ErrorCode, Refusal } from '../../schema/errors.ts'
import type { Content } from '../../schema/people.ts'
import type { Outcome } from './people-line.ts'

export interface Post {
  /** Its own for ever: sent twice, it is still one message. */
  id: string
  channel: string
  content: Content
  at: number
  /** The newest number when it was said: its own will be higher. */
  after: number
  state: 'waiting' | 'sent' | 'refused'
  /** Its number once it is committed. */
  seq: number
  refusal?: Refusal
}

interface Ports {
  ask(post: Post): Promise<Outcome<'chat.post'>>
  isLive(): boolean
  after(ms: number, action: () => void): () => void
  random(): number
  /** Seconds between two messages in this channel. */
  slowSeconds(channel: string): number
  changed(): void
  sent(post: Post): void
  refused(post: Post): void
}

/** Refusals that time heals. */
const passing = new Set<ErrorCode>(['chat-away', 'too-fast', 'slow-mode', 'server-busy', 'server-error', 'queue-full'])
/** Who has just come aboard may write before the server counts them in. */
const mostEarly = 3
const againMs = { first: 1000, most: 8000 }

export function createOutbox(ports: Ports) {
  let posts: readonly Post[] = []
  /** Channels whose first post is on its way, or waits for its next try. */
  const busy = new Map<string, { cancel(): void }>()
  const tries = new Map<string, number>()

  function change(id: string, some: Partial<Post>): Post | undefined {
    posts = posts.map((post) => (post.id === id ? { ...post, ...some } : post))
    return posts.find((post) => post.id === id)
  }

  function passes({ id }: Post, { code }: Refusal): boolean {
    return passing.has(code) || (code === 'not-in-channel' && (tries.get(id) ?? 0) < mostEarly)
  }

  function finish(post: Post, some: Partial<Post>): void {
    tries.delete(post.id)
    busy.delete(post.channel)
    const done = change(post.id, some)
    if (done?.state === 'sent') ports.sent(done)
    if (done?.state === 'refused') ports.refused(done)
    ports.changed()
    pump()
  }

  function waitMs(post: Post, refusal: Refusal): number {
    const count = tries.get(post.id) ?? 0
    tries.set(post.id, count + 1)
    const span = Math.min(againMs.first * 2 ** count, againMs.most)
    const slowMs = refusal.code === 'slow-mode' ? ports.slowSeconds(post.channel) * 1000 : 0
    return Math.max(slowMs, span * (0.5 + ports.random() / 2))
  }

  async function send(post: Post): Promise<void> {
    const outcome = await ports.ask(post)
    if (!posts.some((each) => each.id === post.id)) {
      // Taken back meanwhile; what follows it goes on.
      busy.delete(post.channel)
      pump()
    } else if (outcome.ok) finish(post, { state: 'sent', seq: outcome.answer.seq, at: outcome.answer.at })
    else if (outcome.refusal && !passes(post, outcome.refusal)) {
      finish(post, { state: 'refused', refusal: outcome.refusal })
    } else if (outcome.refusal) {
      change(post.id, { refusal: outcome.refusal })
      ports.changed()
      const again = ports.after(waitMs(post, outcome.refusal), () => {
        busy.delete(post.channel)
        pump()
      })
      busy.set(post.channel, { cancel: again })
    } else {
      // Nobody answered. The next welcome sends it again, or now, when the line still stands.
      busy.delete(post.channel)
      if (ports.isLive()) pump()
    }
  }

  /** Sends what may go out now. */
  function pump(): void {
    if (!ports.isLive()) return
    for (const post of posts) {
      if (post.state !== 'waiting' || busy.has(post.channel)) continue
      busy.set(post.channel, { cancel() {} })
      void send(post)
    }
  }

  return {
    get posts() {
      return posts
    },
    add(post: Omit<Post, 'state' | 'seq'>): void {
      posts = [...posts, { ...post, state: 'waiting', seq: 0 }]
      ports.changed()
      pump()
    },
    /** A line is open again: waits of the old one are over. */
    welcome(): void {
      for (const { cancel } of busy.values()) cancel()
      busy.clear()
      pump()
    },
    /** Tries a refused post again. */
    retry(id: string): void {
      const post = posts.find((each) => each.id === id && each.state === 'refused')
      if (!post) return
      const { refusal: _, ...rest } = post
      posts = posts.map((each) => (each === post ? { ...rest, state: 'waiting' } : each))
      ports.changed()
      pump()
    },
    drop(id: string): void {
      posts = posts.filter((post) => post.id !== id)
      ports.changed()
    },
    /** Those whose line has arrived are only told twice. */
    arrived(isHere: (post: Post) => boolean): void {
      posts = posts.filter((post) => post.state !== 'sent' || !isHere(post))
    },
  }
}
