/** Refusals and events as a person reads them. */
import { errors, type Refusal } from '../../schema/errors.ts'
import type { GameEventMessage } from '../../schema/messages.ts'
import { isSystem, systems } from './terms.ts'

export type Tone = 'ready' | 'protect' | 'caution' | 'danger' | 'plain'
export interface Notice {
  tone: Tone
  title: string
  detail: string
}

/** `detail` names the case and takes the place of the general message; the fix follows. */
export function refusalText(refusal: Refusal): Notice {
  const known = errors[refusal.code] ?? errors['server-error']
  return { tone: 'caution', title: refusal.detail ?? known.message, detail: known.fix }
}

type Data = GameEventMessage['data']
const words = (value: Data[string] | undefined) => String(value ?? '')

const systemWord = (id: string) => (isSystem(id) ? systems[id] : 'A system')

/** Events that deserve a sentence of their own; the others are only drawn. */
export const eventSentences: Record<string, (data: Data) => Notice | undefined> = {
  destroyed: (data) => ({
    tone: 'danger',
    title: words(data.name) ? `${words(data.name)} is destroyed` : 'A contact is destroyed',
    detail: '',
  }),
  scanned: (data) => ({ tone: 'ready', title: `Scan ${words(data.level)} complete`, detail: '' }),
  'probe-ended': (data) => ({
    tone: data.shot === true ? 'caution' : 'plain',
    title: `Probe ${words(data.number)} ${data.shot === true ? 'was shot' : 'has run down'}`,
    detail: '',
  }),
  docked: (data) => ({
    tone: 'protect',
    title: `Docked at ${words(data.name)}`,
    detail: 'Hull, energy and stock come back.',
  }),
  undocked: () => ({ tone: 'plain', title: 'Undocked', detail: '' }),
  wave: (data) => ({
    tone: 'danger',
    title: `Wave ${words(data.number)} of ${words(data.of)}`,
    detail: 'Enemies enter the sector.',
  }),
  overheated: (data) => ({
    tone: 'caution',
    title: `${systemWord(words(data.system))} overheats`,
    detail: 'More coolant or less power: Engineering has it.',
  }),
  recalibrated: (data) => ({
    tone: 'protect',
    title: `The shields have ${words(data.frequency)} THz`,
    detail: 'Weapons may raise them again.',
  }),
  // While it is on, the bar on every console says so.
  'self-destruct': ({ stage = 'safe' }) =>
    stage === 'safe' ? { tone: 'plain', title: 'Self-destruct is off', detail: '' } : undefined,
  'red-alert': () => ({ tone: 'danger', title: 'Red alert', detail: 'All hands to their consoles.' }),
  'jump-made': () => ({ tone: 'ready', title: 'The jump is made', detail: '' }),
  comms: (data) => ({ tone: 'plain', title: words(data.text), detail: '' }),
  called: (data) => ({ tone: 'caution', title: `${words(data.name)} is calling`, detail: 'Comms takes the call.' }),
  hacked: (data) => ({ tone: 'ready', title: `Hacked: ${systemWord(words(data.system)).toLowerCase()}`, detail: '' }),
  supplied: () => ({ tone: 'protect', title: 'Supplies are aboard', detail: 'Energy and ordnance.' }),
}

export const describeEvent = (event: GameEventMessage): Notice | undefined => eventSentences[event.type]?.(event.data)
