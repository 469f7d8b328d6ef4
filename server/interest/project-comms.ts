/** What comms has on its desk: the channel and its answers, the reputation, and what is being hacked. */
import { ChoiceReplica, HackReplica, type OwnShipReplica, type RadioReplica } from '../../schema/ship.replica.ts'
import type { Bridge } from '../../simulation/bridge.ts'
import { offeredChoices, whyNotChoose } from '../../simulation/dialogue/index.ts'
import { findShip } from '../../simulation/lookup.ts'
import { talkOf } from '../../simulation/systems/channels.ts'
import { type Ship, systemNames, type World } from '../../simulation/world.ts'
import { fillSlots, itemsOf, tickAfter } from './project-parts.ts'

export function projectComms(world: World, ship: Ship, bridge: Bridge, own: OwnShipReplica): void {
  const { channel, hacking } = bridge
  const { radio } = own
  radio.reputation = Math.min(65_535, Math.floor(world.reputation))
  radio.channelWith = channel?.with ?? 0
  radio.channelStage = channel?.stage ?? ''
  radio.channelClosesAt = channel ? tickAfter(world, channel.remaining, 1) : 0
  radio.hackTarget = hacking?.target ?? 0
  radio.hackSystem = hacking ? systemNames.indexOf(hacking.system) : -1
  radio.hackStartedAt = hacking ? Math.max(1, tickAfter(world, hacking.remaining - hacking.duration, 1)) : 0
  radio.hackReadyAt = hacking ? tickAfter(world, hacking.remaining, 1) : 0
  projectChoices(world, ship, bridge, radio)
  projectHacks(world, bridge, radio)
}

/** Seconds after which answers are looked at again though nothing was said: what others do may change them. */
const choiceSeconds = 1

/** By crew: the state of the channel whose answers are shown, how many they are, and when they were looked at. */
const shownChoices = new WeakMap<RadioReplica, ShownChoices>()

interface ShownChoices {
  with: number
  stage: string
  spoken: number
  count: number
  tick: number
}

function projectChoices(world: World, ship: Ship, bridge: Bridge, radio: RadioReplica): void {
  const { with: partner, stage } = bridge.channel ?? { with: 0, stage: '' }
  const { spoken } = bridge
  const shown = shownChoices.get(radio)
  const age = world.tick - (shown?.tick ?? 0)
  const isSame = shown?.with === partner && shown.stage === stage && shown.spoken === spoken
  if (isSame && age >= 0 && age < choiceSeconds * world.hz) return
  const talk = talkOf(world, ship)
  const offered = talk
    ? offeredChoices(talk).map((choice) => ({
        id: choice.id,
        text: choice.text(talk),
        price: choice.price?.(talk) ?? 0,
        why: whyNotChoose(talk, choice) ?? '',
      }))
    : []
  const count = offered.length
  shownChoices.set(radio, { with: partner, stage, spoken, count, tick: world.tick })
  if (count === 0 && shown?.count === 0) return
  fillSlots(radio.choices, ChoiceReplica, offered, { id: '', text: '', price: 0, why: '' }, (slot, choice) => {
    slot.id = choice.id
    slot.text = choice.text
    slot.price = choice.price
    slot.why = choice.why
  })
}

function projectHacks(world: World, bridge: Bridge, radio: RadioReplica): void {
  if (world.hacks.length === 0 && itemsOf(radio.hacks).length === 0) return
  const mine = world.hacks
    .filter(({ by }) => by === bridge.group)
    .map(({ target, system }) => {
      const share = findShip(world, target)?.systems[system].hacked ?? 0
      // In steps of a twentieth: it wears off over minutes.
      return { contact: target, system: systemNames.indexOf(system), share: Math.ceil(share * 20) / 20 }
    })
  fillSlots(radio.hacks, HackReplica, mine, { contact: 0, system: 0, share: 0 }, (slot, { contact, system, share }) => {
    slot.contact = contact
    slot.system = system
    slot.share = share
  })
}
