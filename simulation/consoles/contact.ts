/** How the consoles' orders name a contact, and how they find it. */
import { z } from 'zod'
import { findVessel, type Vessel } from '../lookup.ts'
import { knows } from '../systems/sensors.ts'
import type { OrderRefusal, Ship, World } from '../world.ts'

const maxId = 4_294_967_295

/** The title tells generated tests what the number means. */
export const contactShape = z.int().min(1).max(maxId).meta({ title: 'contact' })
/** 0 clears. */
export const contactOrNoneShape = z.union([contactShape, z.literal(0)])

/** A ship or station on the ship's sensors. */
export const knownVessel = (world: World, ship: Ship, id: number): Vessel | undefined =>
  knows(world, ship, id) ? findVessel(world, id) : undefined

export const noTarget = (): OrderRefusal => ({
  code: 'no-target',
  detail: 'There is no such ship or station on the sensors.',
})

/** `detail` says what is missing; without one nothing is refused. */
export const refusedIf = (detail: string | undefined): OrderRefusal | undefined =>
  detail === undefined ? undefined : { code: 'refused', detail }
