/** The same as in the quick tests, ten times as much of it. */
import { beGarbled } from '../garbled-room.ts'

describe('a lot of garbage', () => {
  beGarbled({ frames: 1_000_000, overSockets: 30_000, seed: 2 })
})
