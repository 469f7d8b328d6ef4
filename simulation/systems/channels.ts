/** Channels: calls, what is said on them, and when they close. */

import type { Channel } from '../bridge.ts'
import type { Choice, Talk } from '../dialogue/dialogue.ts'
import { dialogueFor, offeredChoices, whyNotChoose } from '../dialogue/index.ts'
import { emitTo, hear, transcribe } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { findShip, findVessel, type Vessel } from '../lookup.ts'
import type { Ship, World } from '../world.ts'
import { knows, scanLevel } from './sensors.ts'

/** Seconds without an answer after which they close the channel, and for which a call rings. */
const patience = 60
const ringing = 30

/** Who is on the line; undefined without an open channel. */
export function talkOf(world: World, ship: Ship): Talk | undefined {
  const { bridge } = ship
  if (bridge?.channel?.stage !== 'open') return undefined
  const other = findVessel(world, bridge.channel.with)
  return other && { world, ship, bridge, other }
}

/** Calls a ship or station, or takes its call. Returns why not. */
export function call(world: World, ship: Ship, other: Vessel): string | undefined {
  const { bridge } = ship
  if (!bridge) return 'Nobody is at comms.'
  if (bridge.channel?.with === other.id && bridge.channel.stage === 'open') return 'That channel is open.'
  if ('bridge' in other && other.bridge) return callCrew(world, ship, other)
  const talk = { world, ship, bridge, other }
  const greeting = dialogueFor(talk).greeting(talk)
  if (bridge.channel) hangUp(world, ship)
  if (greeting === undefined) {
    // A name is told only by those who answer, or by a scan.
    const name = isHostile(ship, other) && scanLevel(world, ship, other) === 0 ? 'Unknown contact' : other.name
    hear(world, ship, `${name}: no answer.`)
    return undefined
  }
  bridge.channel = { with: other.id, stage: 'open', remaining: patience }
  hear(world, ship, `${other.name}: "${greeting}"`)
  return undefined
}

function callCrew(world: World, ship: Ship, other: Ship): string | undefined {
  const [mine, theirs] = [ship.bridge!, other.bridge!]
  if (mine.channel?.with === other.id && mine.channel.stage === 'called' && theirs.channel?.with === ship.id) {
    for (const [one, to] of [
      [mine, other],
      [theirs, ship],
    ] as const)
      one.channel = { with: to.id, stage: 'open', remaining: patience }
    hear(world, ship, `${other.name}: on the line.`)
    hear(world, other, `${ship.name}: on the line.`)
    return undefined
  }
  if (!knows(world, other, ship.id)) return `${other.name} is too far to hear us.`
  if (theirs.channel) return `${other.name} is talking to somebody: try again in a moment.`
  if (mine.channel) hangUp(world, ship)
  mine.channel = { with: other.id, stage: 'calling', remaining: ringing }
  theirs.channel = { with: ship.id, stage: 'called', remaining: ringing }
  hear(world, other, `${ship.name}: is calling.`)
  emitTo(world, other, 'called', { name: ship.name })
  return undefined
}

/** Closes the channel, on both ends where the other is a crew. */
export function hangUp(world: World, ship: Ship): void {
  const channel = ship.bridge?.channel
  if (!ship.bridge || !channel) return
  ship.bridge.channel = undefined
  const other = findShip(world, channel.with)
  if (other?.bridge?.channel?.with !== ship.id) return
  other.bridge.channel = undefined
  const news = { open: 'channel closed.', called: 'does not answer.', calling: 'has hung up.' }[channel.stage]
  hear(world, other, `${ship.name}: ${news}`)
}

/** Says one of the things offered. Returns why not. */
export function say(world: World, ship: Ship, id: string): string | undefined {
  const talk = talkOf(world, ship)
  if (!talk) return 'Open a channel first: hail somebody.'
  const choice = offeredChoices(talk).find((each) => each.id === id)
  if (!choice) return 'That is no answer to them: choose one of those on the screen.'
  const why = whyNotChoose(talk, choice)
  if (why) return why
  speak(talk, choice)
  return undefined
}

function speak(talk: Talk, choice: Choice): void {
  const { world, ship, bridge, other } = talk
  world.reputation -= choice.price?.(talk) ?? 0
  const words = (choice.words ?? choice.text)(talk)
  transcribe(ship, `${ship.name}: "${words}"`)
  if ('bridge' in other && other.bridge) hear(world, other, `${ship.name}: "${words}"`)
  const answer = choice.answer(talk)
  if (answer !== '') hear(world, ship, `${other.name}: "${answer}"`)
  if (choice.ends) hangUp(world, ship)
  else if (bridge.channel) keepOpen(world, ship, bridge.channel)
}

function keepOpen(world: World, ship: Ship, channel: Channel): void {
  channel.remaining = patience
  const theirs = findShip(world, channel.with)?.bridge?.channel
  if (theirs?.with === ship.id) theirs.remaining = patience
}

/** Closes channels that nobody answers, and those to whom is gone or out of reach. */
export function updateChannel(world: World, ship: Ship, dt: number): void {
  const channel = ship.bridge?.channel
  if (!channel) return
  channel.remaining = Math.max(0, channel.remaining - dt)
  const other = findVessel(world, channel.with)
  if (other && channel.remaining > 0 && knows(world, ship, other.id)) return
  hear(world, ship, `${other?.name ?? 'The other end'}: ${other ? 'channel closed.' : 'lost.'}`)
  hangUp(world, ship)
}
