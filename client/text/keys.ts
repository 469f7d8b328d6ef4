/** Every key and what it does: those of the bridge, and by console those that may be given another. */
import type { Acts } from '../widgets/bindings.ts'

type Line = readonly [key: string, does: string]

/** The same at every console; they stay as they are. */
const bridge: readonly Line[] = [
  ['` 1–6', 'Change console: first the one, then the other'],
  ['Enter /', 'Chat, a command'],
  ['C 1–6', 'Call the chosen contact to the crew'],
  ['Space', 'Take over from the autopilot'],
  ['1–9', 'What is numbered on screen; with ⇧ its second meaning'],
  ['+ − 0', 'Zoom the scope; back to the own ship'],
  ['⇧ arrows', 'Move the chart'],
  ['⇧K ⇧X', 'Held: self-destruct, and call it off'],
  ['⇧N', 'The line: figures, messages, network conditions'],
  ['?', 'This list'],
]

/** Every console has them, and each may have others. */
const common: readonly Line[] = [['Shift+m', 'Sound off, or on again']]

const own: Readonly<Record<string, readonly Line[]>> = {
  helm: [
    ['w', 'More impulse'],
    ['a', 'Turn left'],
    ['d', 'Turn right'],
    ['s', 'Less impulse'],
    ['Shift+w', 'Full impulse'],
    ['Shift+s', 'Stop'],
    ['Shift+a', 'Turn left, a stride'],
    ['Shift+d', 'Turn right, a stride'],
    ['z', 'No warp'],
    ['x', 'Warp 1'],
    ['v', 'Warp 3'],
    ['b', 'Warp 4'],
    ['j', 'Held: jump'],
    ['Shift+j', 'Call the jump off'],
    [',', 'Bearing of the jump, left'],
    ['.', 'Bearing of the jump, right'],
    ['[', 'A shorter jump'],
    [']', 'A longer jump'],
    ['f', 'Held: boost'],
    ['q', 'Held: strafe to port'],
    ['e', 'Held: strafe to starboard'],
    ['g', 'Dock or undock'],
    ['r', 'Radar range'],
  ],
  weapons: [
    ['Tab', 'Next contact'],
    ['h', 'Shields up or down'],
    ['b', 'Beams: fire at will, or hold'],
    ['x', 'Release the target'],
    ['o', 'What is loaded next'],
    ['[', 'Lower beam frequency'],
    [']', 'Higher beam frequency'],
    ['v', 'The system to aim at'],
    [',', 'Lower shield frequency'],
    ['.', 'Higher shield frequency'],
    ['k', 'Recalibrate the shields'],
    ['r', 'Radar range'],
  ],
  engineering: [
    ['ArrowUp', 'More power'],
    ['ArrowDown', 'Less power'],
    ['Shift+ArrowUp', 'Much more power'],
    ['Shift+ArrowDown', 'Much less power'],
    ['ArrowRight', 'More coolant'],
    ['ArrowLeft', 'Less coolant'],
    ['p', 'Store a preset'],
  ],
  science: [
    ['Tab', 'Next contact'],
    ['n', 'Scan'],
    ['m', 'Mark, or take the mark off'],
    ['x', 'Stop the scan'],
    ['l', 'Look up in the database'],
    ['p', 'Place a probe'],
    ['w', 'Place a waypoint'],
    ['f', 'Which contacts are listed'],
    ['r', 'Radar range'],
  ],
  comms: [
    ['Tab', 'Next contact'],
    ['h', 'Hail'],
    ['w', 'Place a waypoint'],
    ['x', 'Break into a system, or stop'],
    ['v', 'The system to break into'],
  ],
  captain: [
    ['Shift+r', 'Red alert'],
    ['y', 'Yellow alert'],
    ['f', 'The view fills the screen'],
    ['o', 'The ship’s log'],
  ],
}

const consoles: Readonly<Record<string, readonly Line[]>> = Object.fromEntries(
  Object.entries(own).map(([name, lines]) => [name, [...lines, ...common]]),
)

export const keysText = { bridge, consoles }

export const acts: Acts = Object.fromEntries(
  Object.entries(consoles).map(([name, lines]) => [name, lines.map(([key]) => key)]),
)
