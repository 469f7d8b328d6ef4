/** How the consoles' orders name a place, and the orders for waypoints that several consoles have. */
import { z } from 'zod'
import { sectorHalf } from '../../schema/limits.ts'
import { clearWaypoint, maxWaypoints, setWaypoint } from '../systems/waypoints.ts'
import { order } from './console.ts'
import { refusedIf } from './contact.ts'

const coordinate = z.number().min(-sectorHalf).max(sectorHalf)
export const placeShape = z.strictObject({ x: coordinate, z: coordinate })

/** For a console's list of orders. */
export const waypointOrders = {
  waypoint: order({
    shape: placeShape,
    rate: 5,
    apply: (_world, ship, place) => refusedIf(setWaypoint(ship, place)),
  }),
  clear: order({
    shape: z.strictObject({ number: z.int().min(1).max(maxWaypoints) }),
    rate: 5,
    apply: (_world, ship, { number }) => refusedIf(clearWaypoint(ship, number)),
  }),
}
