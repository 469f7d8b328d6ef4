/** Garbage on the sockets of a live room: nothing stops, and nobody else notices. */
import { beGarbled } from './garbled-room.ts'

describe('garbage', () => {
  beGarbled({ frames: 100_000, overSockets: 3000, seed: 1 })
})
