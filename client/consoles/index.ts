/** The catalogue of console views: what stands on screen for each seat, and its icon. */

import Compass from '@lucide/svelte/icons/compass'
import Crosshair from '@lucide/svelte/icons/crosshair'
import RadarIcon from '@lucide/svelte/icons/radar'
import RadioTower from '@lucide/svelte/icons/radio-tower'
import Star from '@lucide/svelte/icons/star'
import Zap from '@lucide/svelte/icons/zap'
import type { Component } from 'svelte'
import type { ConsoleName } from '../../simulation/consoles/titles.ts'
import type { ConsoleProps } from './console-props.ts'

interface ConsoleView {
  /** The views come when somebody flies: the first page does without. */
  load: () => Promise<{ default: Component<ConsoleProps> }>
  Icon: Component
}

export const consoleViews: Record<ConsoleName, ConsoleView> = {
  helm: { load: () => import('./Helm.svelte'), Icon: Compass },
  weapons: { load: () => import('./Weapons.svelte'), Icon: Crosshair },
  engineering: { load: () => import('./Engineering.svelte'), Icon: Zap },
  science: { load: () => import('./Science.svelte'), Icon: RadarIcon },
  comms: { load: () => import('./Comms.svelte'), Icon: RadioTower },
  captain: { load: () => import('./Captain.svelte'), Icon: Star },
}
