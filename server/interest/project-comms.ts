/** What comms has on its desk: the channel and its answers, the reputation, and what is being hacked. */
import { ChoiceReplica, HackReplica, type OwnShipReplica, type RadioReplica } from '../../schema/ship.replica.ts'
import type { Bridge } from '../../simulation/bridge.ts'
import { offeredChoices, whyNotChoose } from '../../simulation/dialogue/index.ts'
import { findShip } from '../../simulation/lookup.ts'
import { talkOf } from '../../simulation/systems/channels.ts'
import { type Ship, systemNames, type World } from '../../simulation/world.ts'
import { fillSlots, tickAfter } from './project-parts.ts'

export function projectComms(world: World, ship: Ship, bridge: Bridge, own: OwnShipReplica): void {
  const { channel, hacking } = bridge
  Object.assign(own.radio, {
    reputation: Math.min(65_535, Math.floor(world.reputation)),
    channelWith: channel?.with ?? 0,
    channelStage: channel?.stage ?? '',
    channelClosesAt: channel ? tickAfter(world, channel.remaining, 1) : 0,
    hackTarget: hacking?.target ?? 0,
    hackSystem: hacking ? systemNames.indexOf(hacking.system) : -1,
    hackStartedAt: hacking ? Math.max(1, tickAfter(world, hacking.remaining - hacking.duration, 1)) : 0,
    hackReadyAt: hacking ? tickAfter(world, hacking.remaining, 1) : 0,
  })
  projectChoices(world, ship, bridge, own.radio)
  projectHacks(world, bridge, own.radio)
}

/** Seconds after which answers are looked at again though nothing was said: what others do may change them. */
const choiceSeconds = 0.5

/** By crew: the state of the channel whose answers are shown, and when they were looked at. */
const shownChoices = new WeakMap<RadioReplica, { channel: string; tick: number }>()

function projectChoices(world: World, ship: Ship, bridge: Bridge, radio: RadioReplica): void {
  const channel = `${bridge.channel?.with} ${bridge.channel?.stage} ${bridge.spoken}`
  const shown = shownChoices.get(radio)
  const age = world.tick - (shown?.tick ?? 0)
  if (shown?.channel === channel && age >= 0 && age < choiceSeconds * world.hz) return
  shownChoices.set(radio, { channel, tick: world.tick })
  const talk = talkOf(world, ship)
  const offered = talk
    ? offeredChoices(talk).map((choice) => ({
        id: choice.id,
        text: choice.text(talk),
        price: choice.price?.(talk) ?? 0,
        why: whyNotChoose(talk, choice) ?? '',
      }))
    : []
  fillSlots(radio.choices, ChoiceReplica, offered, { id: '', text: '', price: 0, why: '' })
}

function projectHacks(world: World, bridge: Bridge, radio: RadioReplica): void {
  const mine = world.hacks
    .filter(({ by }) => by === bridge.group)
    .map(({ target, system }) => {
      const share = findShip(world, target)?.systems[system].hacked ?? 0
      // In steps of a twentieth: it wears off over minutes.
      return { contact: target, system: systemNames.indexOf(system), share: Math.ceil(share * 20) / 20 }
    })
  fillSlots(radio.hacks, HackReplica, mine, { contact: 0, system: 0, share: 0 })
}
