/** Self-destruct: Engineering arms it, another console confirms in time, and ten seconds later the ship is a blast. */

import type { SelfDestruct } from '../bridge.ts'
import { emitAt, emitTo, log } from '../events.ts'
import { nuke } from '../ordnance/nuke.ts'
import type { Ship, World } from '../world.ts'
import { destroy } from './damage.ts'
import { explode } from './torpedoes.ts'

/** Seconds that the second hand has to confirm, and of the count. */
export const confirmSeconds = 30
export const countSeconds = 10
/** Units. */
export const destructBlast = 1500
const amounts = { centre: 2 * nuke.damage.centre, edge: 2 * nuke.damage.edge }

const safe = { stage: 'safe', by: undefined, hand: undefined, remaining: 0 } as const satisfies SelfDestruct

export type DestructAct = 'arm' | 'confirm' | 'cancel'

/** Undefined when it is done, or a sentence that says why it cannot be. */
export function commandSelfDestruct(
  world: World,
  ship: Ship,
  { by, hand }: { by: string; hand: string | undefined },
  act: DestructAct,
): string | undefined {
  const { bridge } = ship
  if (!bridge) return 'Nobody is aboard.'
  const { stage } = bridge.selfDestruct
  if (act === 'cancel') {
    if (stage === 'safe') return 'Self-destruct is not armed.'
    set(world, ship, safe, `Self-destruct cancelled by ${by}.`)
    return undefined
  }
  if (act === 'arm') {
    if (stage !== 'safe') return 'Self-destruct is armed already.'
    if ((world.progress.hullFloor ?? 0) > 0) return 'On this flight the self-destruct is locked.'
    const next = { stage: 'armed', by, hand, remaining: confirmSeconds } as const
    set(world, ship, next, `Self-destruct armed by ${by}: a second console must confirm.`)
    return undefined
  }
  if (stage === 'safe') return 'Self-destruct is not armed: Engineering arms it first.'
  if (stage === 'counting') return 'Self-destruct is counting down already.'
  if (bridge.selfDestruct.by === by) return 'Somebody at another console must confirm.'
  if (hand !== undefined && bridge.selfDestruct.hand === hand) return 'It takes two people: somebody else must confirm.'
  const next = { ...bridge.selfDestruct, stage: 'counting', remaining: countSeconds } as const
  set(world, ship, next, `Self-destruct confirmed by ${by}.`)
  return undefined
}

function set(world: World, ship: Ship, next: SelfDestruct, text: string): void {
  ship.bridge!.selfDestruct = { ...next }
  log(world, ship, text)
  emitTo(world, ship, 'self-destruct', { stage: next.stage })
}

export function workSelfDestruct(world: World, ship: Ship, dt: number): void {
  const state = ship.bridge?.selfDestruct
  if (!state || state.stage === 'safe') return
  state.remaining = Math.max(0, state.remaining - dt)
  if (state.remaining > 0) return
  if (state.stage === 'armed') {
    set(world, ship, safe, 'Self-destruct disarmed: nobody confirmed in time.')
    return
  }
  const { id: by, x, z, faction } = ship
  emitAt(world, 'explosion', ship, { radius: destructBlast })
  explode(world, { x, z, radius: destructBlast, amounts, by, faction, isForShields: false })
  set(world, ship, safe, 'The ship blew itself up.')
  // By nobody: it is no kill of its own.
  destroy(world, ship, 0)
}
