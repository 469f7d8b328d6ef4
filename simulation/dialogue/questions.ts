/** Questions that many can be asked. */
import { isHostile } from '../factions/index.ts'
import { type Vessel, visitNearby } from '../lookup.ts'
import { bearing, tau } from '../math.ts'
import { knows } from '../systems/sensors.ts'
import type { Choice } from './dialogue.ts'

/** How far those who are asked have looked around themselves, in units. */
const lookout = 12_000

/** They tell what they know of the enemies around them, which counts as a first scan of each. */
export const askAround: Choice = {
  id: 'ask-around',
  text: () => 'Ask what they see',
  words: () => 'What do you see out there?',
  answer({ world, ship, bridge, other }) {
    let count = 0
    let nearestOne: Vessel | undefined
    let nearestAway = lookout
    visitNearby(world, other, lookout, (vessel, away) => {
      if (!isHostile(ship, vessel) || !knows(world, ship, vessel.id)) return
      count += 1
      if (away < nearestAway || (away === nearestAway && vessel.id < (nearestOne?.id ?? 0))) {
        nearestOne = vessel
        nearestAway = away
      }
      bridge.scans[vessel.id] = Math.max(1, bridge.scans[vessel.id] ?? 0)
    })
    if (count === 0 || !nearestOne) return 'Nothing that would worry us.'
    const degrees = Math.round((bearing(other, nearestOne) * 360) / tau) % 360
    const ships = count === 1 ? 'One of theirs' : `${count} of theirs, the nearest`
    return `${ships}, at bearing ${String(degrees).padStart(3, '0')} from us. You have our plot.`
  },
}
