/** Reads what the wire says about sessions: settings, seats, who sits where and how long a seat is held. */
import { limits } from '../../schema/limits.ts'
import { scenarioTitles } from '../../simulation/scenarios/titles.ts'
import { whyNoSeat } from '../network/rights.ts'
import type { GroupView, PlayerView, SeatView, SessionView } from '../network/snapshot.ts'

export interface Settings {
  scenario: string
  difficulty: number
  ships: number
  /** Engineering has presets. */
  presets: boolean
}

/** The settings in their JSON; what is missing or broken reads as the mildest value. */
export function settingsOf(json: string): Settings {
  let given: Partial<Settings> = {}
  try {
    given = JSON.parse(json) as Partial<Settings>
  } catch {
    // A listing that is not there yet has no settings either.
  }
  return {
    scenario: given.scenario ?? '',
    difficulty: given.difficulty ?? 1,
    ships: given.ships ?? 1,
    presets: given.presets ?? true,
  }
}

export const scenarioName = (id: string): string =>
  Object.hasOwn(scenarioTitles, id) ? scenarioTitles[id as keyof typeof scenarioTitles].name : id

/** '##.... #.....' as rows of taken and free seats. */
export const seatSquares = (seats: string): boolean[][] =>
  seats
    .split(' ')
    .filter(Boolean)
    .map((group) => [...group].map((seat) => seat === '#'))

export const playerOf = (session: SessionView, id: string): PlayerView | undefined =>
  id === '' ? undefined : session.players.find((player) => player.id === id)

export type SeatStanding =
  | { kind: 'autopilot' }
  /** Held by somebody here who works another console; a newcomer may take it. */
  | { kind: 'elsewhere'; player: PlayerView }
  | { kind: 'held'; player: PlayerView; seconds: number; share: number }
  | { kind: 'person'; player: PlayerView; isAutopilot: boolean }

/** Who works a seat, as the masthead and the seat cards show it. */
export function seatStanding(session: SessionView, seat: SeatView): SeatStanding {
  const player = playerOf(session, seat.holder)
  if (!player) return { kind: 'autopilot' }
  if (!player.connected) return { kind: 'held', player, ...holdOf(session, player) }
  if (!seat.onScreen) return { kind: 'elsewhere', player }
  return { kind: 'person', player, isAutopilot: seat.autopilot }
}

/** How long the seats of somebody whose line is cut are still kept. */
export function holdOf(session: SessionView, player: PlayerView): { seconds: number; share: number } {
  const seconds = Math.max(0, player.heldUntil - session.seconds)
  return { seconds, share: seconds / limits.holdSeconds }
}

/** Those who fly a ship; spectators of it are not among them. */
export const crewOf = (session: SessionView, group: number): PlayerView[] =>
  session.players.filter((player) => !player.isSpectator && player.group === group)

export const spectatorsOf = (session: SessionView): PlayerView[] =>
  session.players.filter((player) => player.isSpectator)

/** Seconds of the game so far; a pause does not count. */
export function gameSeconds(session: SessionView): number {
  if (session.startedAt === 0) return 0
  return Math.max(0, (session.pausedAt || session.seconds) - session.startedAt)
}

export interface Need {
  group: number
  seat: string
}

/** Seats in need that this player may take, the neediest first. */
export function neededSeats(session: SessionView, me: PlayerView): Need[] {
  return session.needs
    .map((need) => {
      const [group = '', seat = ''] = need.split('.')
      return { group: Number(group), seat }
    })
    .filter(({ group }) => session.groups[group] !== undefined && whyNoSeat(session, me, group) === undefined)
}

/** Index of the first ship with a seat that this player could take, −1 without any. */
export const roomyShip = (session: SessionView, me: PlayerView): number =>
  session.groups.findIndex(
    (group, index) =>
      whyNoSeat(session, me, index) === undefined && group.seats.some((seat) => isOpen(seatStanding(session, seat))),
  )

/** Whether any seat is left that this player could take. */
export const hasFreeSeat = (session: SessionView, me: PlayerView): boolean => roomyShip(session, me) >= 0

/** Nobody sits there, or somebody who works another console. */
export const isOpen = (standing: SeatStanding): boolean =>
  standing.kind === 'autopilot' || standing.kind === 'elsewhere'

export const isCrewed = (group: GroupView): boolean => group.seats.some((seat) => seat.holder !== '')
