/** How far the scan under way has come, from the ticks that the replica carries. */
import type { ShipView } from '../network/snapshot.ts'

export interface ScanProgress {
  /** 0–1. */
  share: number
  /** Seconds; 0 while it waits. */
  left: number
  /** True while the contact is off the sensors and the scan waits for it. */
  isHeld: boolean
}

export function scanProgress(ship: ShipView, tick: number, hz: number): ScanProgress {
  const { scanTarget, scanStartedAt, scanReadyAt, scanHeld } = ship
  if (scanTarget === 0) return { share: 0, left: 0, isHeld: false }
  if (scanReadyAt === 0) return { share: scanHeld, left: 0, isHeld: true }
  const left = Math.max(0, scanReadyAt - tick)
  return { share: Math.min(1, 1 - left / Math.max(1, scanReadyAt - scanStartedAt)), left: left / hz, isHeld: false }
}
