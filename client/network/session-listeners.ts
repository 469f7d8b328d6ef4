/** Whoever is to be told at once what happens in a session. */
import type { HeardGameEvent } from '../../schema/events/index.ts'

export interface SessionListener {
  event: (event: HeardGameEvent) => void
  /** This page has given an order. */
  ordered: () => void
  refused: () => void
}

export function createListeners() {
  const listeners = new Set<SessionListener>()
  return {
    tell(what: (listener: SessionListener) => void): void {
      for (const listener of listeners) what(listener)
    },
    /** Until the answer is called. */
    listen(listener: SessionListener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
