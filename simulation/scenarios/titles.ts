/** What each scenario is called and asks for. Apart from the rules: the first page shows it. */

export interface ScenarioTitle {
  readonly id: string
  readonly name: string
  /** One sentence for whoever chooses. */
  readonly summary: string
  readonly minutes: { readonly from: number; readonly to: number }
}

export const scenarioTitles = {
  'first-flight': {
    id: 'first-flight',
    name: 'First flight',
    summary: 'One raider near a friendly harbour, and a coach who tells each crew what to do next; it cannot be lost.',
    minutes: { from: 2, to: 10 },
  },
  siege: {
    id: 'siege',
    name: 'Siege',
    summary: 'Four stations, and raiders in waves: keep one harbour and one ship alive until the last wave is beaten.',
    minutes: { from: 5, to: 15 },
  },
} as const satisfies Record<string, ScenarioTitle>
export type ScenarioId = keyof typeof scenarioTitles
