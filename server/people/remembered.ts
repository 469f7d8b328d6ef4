/** What is asked of the database again and again, remembered for a while. */

/** Answers remembered at most; beyond it all are asked anew. */
const capacity = 10_000

export interface Remembered<Value> {
  of(key: string): Promise<Value>
  /** It has changed. */
  forget(key: string): void
  forgetAll(): void
}

/** Asks `load` once in `ms` for each key. A failure is not remembered. */
export function remember<Value>(
  load: (key: string) => Promise<Value>,
  ms: number,
  now: () => number,
): Remembered<Value> {
  const known = new Map<string, { value: Promise<Value>; until: number }>()
  return {
    of(key) {
      const before = known.get(key)
      if (before !== undefined && now() < before.until) return before.value
      const entry = { value: load(key), until: now() + ms }
      if (known.size >= capacity) known.clear()
      known.set(key, entry)
      entry.value.catch(() => known.get(key) === entry && known.delete(key))
      return entry.value
    },
    forget: (key) => void known.delete(key),
    forgetAll: () => known.clear(),
  }
}
