/** Other crews: short words for what is worth a call, and what sensors have found. */

import type { Bridge } from '../bridge.ts'
import { findVessel } from '../lookup.ts'
import { knownName, knows } from '../systems/sensors.ts'
import type { Choice, Dialogue, Talk } from './dialogue.ts'

const bridgeOf = ({ other }: Talk): Bridge | undefined => ('bridge' in other ? other.bridge : undefined)

/** What one crew has found out, the other knows then as well. */
function tell({ bridge }: Talk, theirs: Bridge | undefined, ids: readonly number[]): void {
  if (!theirs) return
  for (const id of ids) theirs.scans[id] = Math.max(bridge.scans[id] ?? 0, theirs.scans[id] ?? 0)
}

const targetName = ({ world, ship }: Talk): string => {
  const target = findVessel(world, ship.target)
  return target ? knownName(world, ship, target) : 'gone'
}

const phrase = (id: string, text: string): Choice => ({ id, text: () => text, answer: () => '' })

export const crew = {
  id: 'crew',
  fits: ({ other }) => 'bridge' in other && other.bridge !== undefined,
  greeting: () => undefined,
  choices: [
    phrase('crew-need-help', 'We need help here'),
    phrase('crew-coming', 'We are coming to you'),
    {
      id: 'crew-share-target',
      text: () => 'Send them our target',
      words: (talk) => `Our target is ${targetName(talk)}. You have our plot of it.`,
      whyNot: ({ world, ship, other }) => {
        const target = findVessel(world, ship.target)
        if (!target) return 'Weapons must choose a target first.'
        return 'helm' in other && knows(world, other, target.id) ? undefined : 'It is beyond their sensors.'
      },
      answer(talk) {
        tell(talk, bridgeOf(talk), [talk.ship.target])
        return ''
      },
    },
    {
      id: 'crew-share-scans',
      text: () => 'Send them all our scans',
      words: () => 'You have all our scans.',
      answer(talk) {
        tell(talk, bridgeOf(talk), Object.keys(talk.bridge.scans).map(Number))
        return ''
      },
    },
    phrase('crew-yes', 'Understood'),
    phrase('crew-no', 'Negative'),
  ],
} as const satisfies Dialogue
