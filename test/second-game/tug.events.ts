/** The events of the tug of war. */
import { z } from 'zod'
import { event } from '../../schema/events/event.ts'

const pulled = event({
  name: 'pulled',
  code: 16,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ group: z.int().min(0).max(1), strength: z.int().min(1).max(5) }),
  says: 'A group has pulled.',
})

const rested = event({
  name: 'rested',
  code: 17,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({ breath: z.int().min(0).max(100) }),
  says: 'The own group has drawn breath.',
})

const rallied = event({
  name: 'rallied',
  code: 18,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({}),
  says: 'The captain rallies the own group.',
})

export const tugEvents = [pulled, rested, rallied] as const
