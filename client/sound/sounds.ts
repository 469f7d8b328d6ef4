/** The catalogue of sounds: another one is another entry here. */
import { air, bell, horn, thump, type Voice, wood } from './materials.ts'

/** Each has a volume of its own; alarms are heard in the background too. */
export type Channel = 'alarms' | 'rest'
export interface Sound {
  channel: Channel
  voices: readonly Voice[]
}

const alarm = (...parts: Voice[][]): Sound => ({ channel: 'alarms', voices: parts.flat() })
const sound = (...parts: Voice[][]): Sound => ({ channel: 'rest', voices: parts.flat() })

export const sounds = {
  // Alarms.
  caution: alarm(bell(740, 0.22), bell(740, 0.18, 0.28)),
  danger: alarm(bell(880, 0.26, 0, 0.5), bell(698, 0.26, 0.17, 0.5), bell(554, 0.28, 0.34, 0.9)),
  torpedo: alarm(wood(1180, 0.4), wood(1180, 0.4, 0.12), wood(1180, 0.4, 0.24), bell(1108, 0.2, 0.36, 0.8)),
  'red-alert': alarm(
    air(900, 1900, 0.12, 0.3),
    horn(196, 247, 0.23, 0.1, 0.55),
    horn(196, 247, 0.23, 0.8, 0.55),
    horn(196, 233, 0.23, 1.5, 0.75),
  ),
  overheated: alarm(air(2400, 1200, 0.16, 0.7), bell(622, 0.2, 0.05), bell(587, 0.2, 0.33)),

  // What one does oneself.
  order: sound(wood(820, 0.22)),
  refused: sound(wood(300, 0.3), wood(240, 0.3, 0.11)),
  beam: sound(air(3200, 900, 0.14, 0.28), [{ wave: 'triangle', at: 0, lasts: 0.24, hz: 620, toHz: 380, loud: 0.1 }]),
  'torpedo-away': sound(thump(95, 0.4, 0, 0.3), air(500, 1900, 0.2, 0.8, 0.05)),
  warp: sound(air(220, 1400, 0.2, 1.4), [
    { wave: 'sine', at: 0, lasts: 1.4, hz: 70, toHz: 160, loud: 0.26, rises: 0.7 },
  ]),
  'jump-count': sound(wood(440, 0.26), bell(523, 0.14, 0.1, 0.9), bell(784, 0.12, 0.3, 1.1)),
  'jump-made': sound(air(1800, 180, 0.3, 1.1), thump(70, 0.4, 0.05, 0.7)),
  docked: sound(thump(110, 0.3), wood(260, 0.3, 0.06), bell(523, 0.12, 0.26), bell(659, 0.1, 0.42)),
  undocked: sound(wood(260, 0.3), air(700, 300, 0.16, 0.5, 0.05)),
  scanned: sound(bell(988, 0.1, 0, 0.6), bell(1319, 0.09, 0.11, 0.8)),

  // What one is told.
  contact: sound(bell(392, 0.16, 0, 0.7), bell(370, 0.16, 0.2, 0.9)),
  'hull-hit': sound(thump(78, 0.6, 0, 0.5), wood(150, 0.4, 0.02)),
  damaged: sound(wood(210, 0.5), thump(120, 0.22, 0.03, 0.25)),
  'shield-hit': sound(air(1300, 500, 0.26, 0.35), bell(311, 0.14, 0, 0.5)),
  destroyed: sound(thump(60, 0.4, 0, 0.8), air(500, 120, 0.2, 0.9)),
  message: sound(wood(1046, 0.16), bell(1046, 0.07, 0.02, 0.4)),
  call: sound(
    bell(587, 0.14, 0, 0.5),
    bell(784, 0.14, 0.14, 0.6),
    bell(587, 0.13, 0.6, 0.5),
    bell(784, 0.13, 0.74, 0.9),
  ),
  victory: sound(
    bell(392, 0.18, 0, 1.4),
    bell(494, 0.17, 0.2, 1.4),
    bell(587, 0.16, 0.4, 1.6),
    bell(784, 0.16, 0.65, 2.2),
  ),
  defeat: sound(
    bell(392, 0.18, 0, 1.4),
    bell(349, 0.17, 0.3, 1.4),
    bell(294, 0.18, 0.65, 2.2),
    thump(65, 0.25, 0.65, 1.2),
  ),
} as const satisfies Record<string, Sound>

export type SoundId = keyof typeof sounds
