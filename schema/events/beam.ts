/** A beam was fired from a place and hit its target, so far from there. */
import { z } from 'zod'
import { entityId, event, offset, place } from './event.ts'

export const beam = event({
  name: 'beam',
  code: 16,
  version: 1,
  priority: 3,
  category: 'game',
  shape: z.strictObject({ shooter: entityId, target: entityId, ...place, toX: offset, toZ: offset }),
  says: 'A beam was fired from a place and hit its target, so far from there.',
})
