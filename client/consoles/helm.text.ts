/** Words of the helm. */
import { distance } from '../text/figures.ts'

export const helm = {
  impulse: 'Impulse',
  stops: { full: 'Full', half: 'Half', slow: 'Slow', stop: 'Stop', astern: 'Astern' },
  unit: 'u/s',
  ofMost: (share: string, most: number) => `${share} of ${most}`,
  heading: 'Heading',
  dial: 'Heading dial: drag or use the arrow keys to steer',
  inSeconds: (seconds: number) => `${Math.max(1, Math.round(seconds))} s`,
  steer: 'Drag the ring to steer',
  perSecond: (rate: string) => `${rate}/s`,
  emptyIn: (time: string) => `empty in ${time}`,
  ofEnergy: '/1000',
  dock: 'Dock',
  dockAt: (name: string) => `Dock at ${name}`,
  undock: 'Undock',
  docked: (name: string) => `Docked at ${name}: hull, energy and stock come back.`,
  noStation: 'No station on sensors.',
  tooFar: (away: number, within: number) => `${distance(away)} away, docks within ${distance(within)}`,
  tooFast: (most: number) => `Slow down to ${most} u/s to dock`,
  canDock: 'Near and slow enough',
  handling: 'Handling',
  impulseShare: 'Impulse',
  turning: 'Turning',
} as const
