/** What the buttons of a gamepad press at each console; the others are worked by hand. */
import type { PadKeys } from '../widgets/gamepad.ts'

const [south, east, west, north, leftBumper, rightBumper, leftTrigger, rightTrigger] = [0, 1, 2, 3, 4, 5, 6, 7]
const [back, start, up, down, left, right] = [8, 9, 12, 13, 14, 15]

export const pads: Readonly<Record<string, PadKeys>> = {
  helm: {
    buttons: {
      [south]: 'g',
      [east]: 'Shift+s',
      [west]: 'j',
      [north]: 'Shift+w',
      [leftBumper]: 'q',
      [rightBumper]: 'e',
      [rightTrigger]: 'f',
      [up]: 'w',
      [down]: 's',
      [left]: 'a',
      [right]: 'd',
      [back]: 'r',
    },
    // A degree a press: at full deflection the ordered heading goes round in ten seconds.
    stick: { left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown', perSecond: 36 },
  },
  weapons: {
    buttons: {
      [south]: '1',
      [east]: '2',
      [west]: '3',
      [north]: 'Tab',
      [leftBumper]: '[',
      [rightBumper]: ']',
      [leftTrigger]: 'b',
      [rightTrigger]: 'h',
      [left]: 'o',
      [right]: 'v',
      [back]: 'r',
      [start]: 'x',
    },
  },
}
