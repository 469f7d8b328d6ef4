/** The catalogue of load test scripts. */
import type { LoadScenario } from '../load/client.ts'
import { scenario as fullSession } from './full-session.ts'
import { scenario as joinAndLeave } from './join-and-leave.ts'
import { scenario as lobby } from './lobby.ts'

export const scripts = {
  'full-session': fullSession,
  lobby,
  'join-and-leave': joinAndLeave,
} as const satisfies Record<string, LoadScenario>
