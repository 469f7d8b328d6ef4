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
  projectChoices(world, ship, own.radio)
  projectHacks(world, bridge, own.radio)
}

function projectChoices(world: World, ship: Ship, radio: RadioReplica): void {
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
