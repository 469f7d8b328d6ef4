/** What each console is about now, in a few words, for the bridge's list. */
import type { ConsoleName } from '../../simulation/consoles/titles.ts'
import { systemNames } from '../../simulation/world.ts'
import { type ShipView, type Snapshot, spokenOf } from '../network/snapshot.ts'
import { bearing, percent, time } from '../text/figures.ts'
import { consoleTask, systems } from '../text/terms.ts'
import { captain as text } from './captain.text.ts'
import { labelOf } from './contacts.ts'
import { overheatsIn } from './heat.ts'

export interface Doing {
  words: string
  isUrgent?: boolean
}

/** Soon enough to be told, in seconds. */
const hotSoon = 90

export function doingOf(
  id: ConsoleName,
  snapshot: Pick<Snapshot, 'ship' | 'contacts'>,
  tick: number,
  hz: number,
): Doing {
  const secondsTo = (at: number) => Math.max(0, Math.ceil((at - tick) / hz))
  return consoles[id]?.(snapshot, secondsTo) ?? { words: consoleTask(id) }
}

type SecondsTo = (tick: number) => number
type Seen = Pick<Snapshot, 'ship' | 'contacts'>
const does = text.does

const consoles: Partial<Record<ConsoleName, (seen: Seen, secondsTo: SecondsTo) => Doing>> = {
  helm: ({ ship }, secondsTo) => {
    if (ship.dockedTo > 0) return { words: does.docked }
    if (ship.jump.stage === 'counting') return { words: does.jumpCounting(secondsTo(ship.jump.at)), isUrgent: true }
    if (ship.jump.stage === 'charging') return { words: does.jumpCharging(time(secondsTo(ship.jump.at))) }
    const heading = bearing(ship.headingOrdered)
    if (ship.warpOrdered > 0) return { words: does.warp(heading, String(ship.warpOrdered)) }
    return { words: does.helm(heading, percent(ship.impulseOrdered)) }
  },
  weapons: ({ ship }, secondsTo) => {
    const numbered = ship.tubes.map((tube, index) => ({ tube, number: index + 1 }))
    const ready = numbered.filter(({ tube }) => tube.state === 'loaded').map(({ number }) => number)
    if (ready.length > 0) return { words: does.tubesReady(ready) }
    const next = numbered
      .filter(({ tube }) => tube.state === 'loading')
      .sort((a, b) => a.tube.readyAt - b.tube.readyAt)[0]
    return { words: next ? does.tubeLoading(next.number, secondsTo(next.tube.readyAt)) : does.beams(ship.beamsMode) }
  },
  engineering: ({ ship }) => hottest(ship) ?? { words: does.engineering(Math.round(ship.energy)) },
  science: ({ ship, contacts }) => {
    const named = (wanted: number) => {
      const contact = contacts.find(({ id }) => id === wanted)
      return contact && labelOf(contact).text
    }
    const scanned = named(ship.scanTarget)
    if (scanned) return { words: does.science(scanned) }
    const marked = named(ship.marked)
    return { words: marked ? does.marked(marked) : does.idle }
  },
  comms: ({ ship, contacts }) => {
    const { channelWith, channelStage, hackTarget } = ship.radio
    const nameOf = (id: number) => {
      const contact = contacts.find((each) => each.id === id)
      return contact ? labelOf(contact).text : ''
    }
    if (channelStage === 'called') return { words: does.called(nameOf(channelWith)), isUrgent: true }
    if (channelStage !== '') return { words: does.talking(nameOf(channelWith)) }
    return { words: hackTarget > 0 ? does.hacking(nameOf(hackTarget)) : does.comms(spokenOf(ship).length) }
  },
  captain: () => ({ words: does.captain }),
}

function hottest(ship: ShipView): Doing | undefined {
  const next = ship.systems
    .map((system, index) => ({ left: overheatsIn(system) ?? hotSoon, name: systemNames[index] ?? 'reactor' }))
    .sort((a, b) => a.left - b.left)[0]
  if (!next || next.left >= hotSoon) return undefined
  const { left, name } = next
  return { words: left < 1 ? does.tooHot(systems[name]) : does.hot(systems[name], time(left)), isUrgent: true }
}
