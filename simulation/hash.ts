/** One number for a whole world: two worlds that differ in any value that matters differ in it, but for chance. */
import { hashPlain } from '../schema/fnv.ts'
import type { World } from './world.ts'

/** The events of the tick, which the next one forgets, do not count. */
export const hash = (world: World): number => hashPlain({ ...world, events: [] })
