/** Free ports, and waiting for what must become true. */
import { createServer } from 'node:net'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })
}

/** Waits until `condition` gives something true and returns it; fails after `withinMs` with what was waited for. */
export async function until<Result>(
  what: string,
  condition: () => Result | Promise<Result>,
  withinMs = 5000,
): Promise<NonNullable<Result>> {
  const end = Date.now() + withinMs
  for (;;) {
    const result = await condition()
    if (result) return result
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
