/** The catalogue of console views: what stands on screen for each seat, and its icon. */

import Compass from '@lucide/svelte/icons/compass'
import Crosshair from '@lucide/svelte/icons/crosshair'
import RadarIcon from '@lucide/svelte/icons/radar'
import RadioTower from '@lucide/svelte/icons/radio-tower'
import Star from '@lucide/svelte/icons/star'
import Zap from '@lucide/svelte/icons/zap'
import type { Component } from 'svelte'
import type { ConsoleName } from '../../simulation/consoles/index.ts'
import Captain from './Captain.svelte'
import Comms from './Comms.svelte'
import type { ConsoleProps } from './console-props.ts'
import Engineering from './Engineering.svelte'
import Helm from './Helm.svelte'
import Science from './Science.svelte'
import Weapons from './Weapons.svelte'

interface ConsoleView {
  View: Component<ConsoleProps>
  Icon: Component
}

export const consoleViews: Record<ConsoleName, ConsoleView> = {
  helm: { View: Helm, Icon: Compass },
  weapons: { View: Weapons, Icon: Crosshair },
  engineering: { View: Engineering, Icon: Zap },
  science: { View: Science, Icon: RadarIcon },
  comms: { View: Comms, Icon: RadioTower },
  captain: { View: Captain, Icon: Star },
}
