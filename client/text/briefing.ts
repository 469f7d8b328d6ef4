/** Words of the briefing. */

export const briefingText = {
  title: (ship: string) => `Briefing of ${ship}`,
  goal: 'Objective',
  noGoal: 'The crew decides.',
  crew: 'Who is who',
  you: 'You',
  autopilot: 'Autopilot',
  keys: (console: string) => `Your first keys at ${console}`,
  fly: 'Fly',
  hint: 'Any order closes this. The menu has it again.',
  again: 'Briefing',
} as const
