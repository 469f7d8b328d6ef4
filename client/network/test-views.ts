/** Views of a fresh ship and of a whole system, for tests. */
import { OwnShipReplica, SystemReplica } from '../../schema/ship.replica.ts'
import type { ShipView, SystemView } from './snapshot.ts'

export const systemView = (values: Partial<SystemView> = {}): SystemView => ({
  ...new SystemReplica().toJSON(),
  effectiveness: 1,
  ...values,
})

export const shipView = (values: Partial<ShipView> = {}): ShipView => ({
  ...new OwnShipReplica().toJSON(),
  systems: [],
  ...values,
})
