/** Refusals and events as a person reads them. */
import { errors, type Refusal } from '../../schema/errors.ts'
import type { EventData, EventName, HeardGameEvent } from '../../schema/events/index.ts'
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

const systemWord = (id: string) => (isSystem(id) ? systems[id] : 'A system')

/** Events that deserve a sentence of their own; the others are only drawn. */
export const eventSentences: { [Name in EventName]?: (data: EventData<Name>) => Notice | undefined } = {
  destroyed: ({ name }) => ({
    tone: 'danger',
    title: name ? `${name} is destroyed` : 'A contact is destroyed',
    detail: '',
  }),
  scanned: ({ level }) => ({ tone: 'ready', title: `Scan ${level} complete`, detail: '' }),
  'probe-ended': ({ number, shot }) => ({
    tone: shot ? 'caution' : 'plain',
    title: `Probe ${number} ${shot ? 'was shot' : 'has run down'}`,
    detail: '',
  }),
  docked: ({ name }) => ({
    tone: 'protect',
    title: `Docked at ${name}`,
    detail: 'Hull, energy and stock come back.',
  }),
  undocked: () => ({ tone: 'plain', title: 'Undocked', detail: '' }),
  wave: ({ number, of }) => ({
    tone: 'danger',
    title: `Wave ${number} of ${of}`,
    detail: 'Enemies enter the sector.',
  }),
  overheated: ({ system }) => ({
    tone: 'caution',
    title: `${systemWord(system)} overheats`,
    detail: 'More coolant or less power: Engineering has it.',
  }),
  recalibrated: ({ frequency }) => ({
    tone: 'protect',
    title: `The shields have ${frequency} THz`,
    detail: 'Weapons may raise them again.',
  }),
  // While it is on, the bar on every console says so.
  'self-destruct': ({ stage }) =>
    stage === 'safe' ? { tone: 'plain', title: 'Self-destruct is off', detail: '' } : undefined,
  'red-alert': () => ({ tone: 'danger', title: 'Red alert', detail: 'All hands to their consoles.' }),
  'jump-made': () => ({ tone: 'ready', title: 'The jump is made', detail: '' }),
  comms: ({ text }) => ({ tone: 'plain', title: text, detail: '' }),
  called: ({ name }) => ({ tone: 'caution', title: `${name} is calling`, detail: 'Comms takes the call.' }),
  hacked: ({ system }) => ({ tone: 'ready', title: `Hacked: ${systemWord(system).toLowerCase()}`, detail: '' }),
  supplied: () => ({ tone: 'protect', title: 'Supplies are aboard', detail: 'Energy and ordnance.' }),
}

export const describeEvent = ({ type, data }: HeardGameEvent): Notice | undefined =>
  eventSentences[type]?.(data as never)
