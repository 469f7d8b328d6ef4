/** The records that Science can look up: what the catalogues say of ships, stations, ordnance and factions. */
import type { Faction } from '../../simulation/factions/faction.ts'
import { type FactionId, factions, relations as standings } from '../../simulation/factions/index.ts'
import { ordnances } from '../../simulation/ordnance/index.ts'
import type { Ordnance } from '../../simulation/ordnance/ordnance.ts'
import { shipClasses } from '../../simulation/ships/index.ts'
import type { ShipClass } from '../../simulation/ships/ship-class.ts'
import { stationClasses } from '../../simulation/stations/index.ts'
import type { StationClass } from '../../simulation/stations/station-class.ts'
import { distance } from '../text/figures.ts'
import { ordnanceName, relations } from '../text/terms.ts'
import { database as text } from './science.text.ts'

export type RecordGroup = keyof typeof text.groups
export interface DatabaseRecord {
  group: RecordGroup
  id: string
  name: string
  facts: { name: string; value: string }[]
}

const degrees = (radians: number) => Math.round((radians * 180) / Math.PI)

/** Equal beams are counted together. */
function beamsOf(ship: ShipClass): string {
  const kinds = ship.beams.map(({ arc, range, cycle, damage }) =>
    text.beam(degrees(arc), distance(range), cycle, damage),
  )
  const count = (kind: string) => kinds.filter((each) => each === kind).length
  return [...new Set(kinds)].map((kind) => `${count(kind)} × ${kind}`).join('; ') || text.nothing
}

function shipFacts(ship: ShipClass): DatabaseRecord['facts'] {
  const stock = Object.entries(ship.stock).map(([id, pieces]) => `${pieces} ${ordnanceName(id)}`)
  return [
    { name: text.hull, value: String(ship.hull) },
    { name: text.shields, value: `${ship.shields.front} / ${ship.shields.rear}` },
    { name: text.speed, value: `${ship.speed} u/s` },
    { name: text.acceleration, value: `${ship.acceleration} u/s²` },
    { name: text.turn, value: `${degrees(ship.turnRate)} °/s` },
    { name: text.beams, value: beamsOf(ship) },
    { name: text.tubes, value: text.load(ship.tubes, ship.loadSeconds) },
    { name: text.stock, value: stock.join(', ') || text.nothing },
    { name: text.size, value: `${ship.radius} u` },
  ]
}

const stationFacts = (station: StationClass): DatabaseRecord['facts'] => [
  { name: text.hull, value: String(station.hull) },
  { name: text.eachShield, value: String(station.shields) },
  { name: text.size, value: `${station.radius} u` },
]

const ordnanceFacts = (piece: Ordnance): DatabaseRecord['facts'] => [
  { name: text.speed, value: `${piece.speed} u/s` },
  { name: text.turn, value: `${degrees(piece.turnRate)} °/s` },
  { name: text.life, value: `${piece.life} s` },
  { name: text.reach, value: distance(piece.speed * piece.life) },
  { name: text.damage, value: `${piece.damage.centre} / ${piece.damage.edge}` },
  { name: text.blast, value: `${piece.blast} u` },
]

const factionFacts = (faction: Faction): DatabaseRecord['facts'] => [
  ...Object.values<Faction>(factions)
    .filter(({ id }) => id !== faction.id)
    .map(({ id, name }) => ({
      name: text.relation(name),
      value: relations[standings[faction.id as FactionId][id as FactionId]] ?? '',
    })),
  { name: text.ships, value: faction.shipNames.join(', ') },
]

export const records: readonly DatabaseRecord[] = [
  ...Object.values<ShipClass>(shipClasses).map((each) => record('ships', each, shipFacts(each))),
  ...Object.values<StationClass>(stationClasses).map((each) => record('stations', each, stationFacts(each))),
  ...Object.values<Ordnance>(ordnances).map((each) => record('ordnance', each, ordnanceFacts(each))),
  ...Object.values<Faction>(factions).map((each) => record('factions', each, factionFacts(each))),
]

function record(
  group: RecordGroup,
  { id, name }: { id: string; name: string },
  facts: DatabaseRecord['facts'],
): DatabaseRecord {
  return { group, id, name, facts }
}

/** Records whose name, kind or facts hold every word of the question; those that it names come first. */
export function find(question: string): DatabaseRecord[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean)
  const named = ({ name }: DatabaseRecord) => words.filter((word) => name.toLowerCase().includes(word)).length
  const found = records.filter(({ group, name, facts }) => {
    const all = [name, text.groups[group], ...facts.map(({ name: fact, value }) => `${fact} ${value}`)]
    const whole = all.join(' ').toLowerCase()
    return words.every((word) => whole.includes(word))
  })
  return found.sort((one, other) => named(other) - named(one))
}
