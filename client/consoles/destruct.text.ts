/** Words of the self-destruct, at Engineering, in the captain's hand and for all who watch. */

export const destruct = {
  title: 'Self-destruct',
  holdToArm: 'hold to arm',
  armHint: 'Two consoles: Engineering arms it, the captain confirms.',
  isArmed: 'armed',
  whyArmed: 'It is armed already: the bar below shows what is left.',
  armed: (by: string) => `Self-destruct armed by ${by}`,
  waits: (seconds: number) => `Captain: ${seconds} s to confirm`,
  counting: 'Self-destruct',
  inSeconds: (seconds: number) => `The ship blows up in ${seconds} s`,
  confirm: 'Hold to confirm',
  cancel: 'Hold to call off',
  others: 'Engineering and the captain can call it off.',
} as const
