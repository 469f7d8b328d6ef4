/** The catalogue of consoles. */
import { captain } from './captain.ts'
import { comms } from './comms.ts'
import type { ConsoleDefinition } from './console.ts'
import { engineering } from './engineering.ts'
import { helm } from './helm.ts'
import { science } from './science.ts'
import type { ConsoleName } from './titles.ts'
import { weapons } from './weapons.ts'

export const consoles = {
  helm,
  weapons,
  engineering,
  science,
  comms,
  captain,
} satisfies Record<ConsoleName, ConsoleDefinition>
