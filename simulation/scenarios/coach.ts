/** The coach: one short sentence that fits what a crew faces now. */
import { nearestDock } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import { closeRange, torpedoReach } from '../ranges.ts'
import { isInArc } from '../systems/beams.ts'
import { type Ship, systemNames, type World } from '../world.ts'

interface Situation {
  ship: Ship
  enemy: Ship
  away: number
  /** Angle between the bow and the enemy. */
  offBow: number
}

/** What is said in the first situation of the list that holds. */
const advice: { fits(situation: Situation): boolean; say(situation: Situation): string }[] = [
  {
    fits: ({ ship }) => ship.dockedTo > 0 && ship.hull > ship.maxHull * 0.8,
    say: () => 'Helm: you are patched up, undock and go back to the raider.',
  },
  {
    fits: ({ ship }) => ship.dockedTo > 0,
    say: () => 'Stay docked a moment: the harbour repairs the hull and fills energy and tubes.',
  },
  {
    fits: ({ ship }) => ship.hull < ship.maxHull * 0.3,
    say: () => 'The hull is thin: Helm, turn back to the harbour, slow down beside it and dock.',
  },
  {
    fits: ({ ship, away }) => away < closeRange && !ship.shields.up,
    say: () => 'Weapons: the raider is close, raise the shields.',
  },
  {
    fits: ({ ship, enemy }) => !ship.bridge?.scans[enemy.id] && ship.bridge?.scan?.target !== enemy.id,
    say: (situation) => `Science: scan the contact at bearing ${bearingText(situation)}.`,
  },
  {
    fits: ({ ship, offBow, away }) => away > torpedoReach && (offBow > 0.4 || ship.helm.impulse < 0.5),
    say: (situation) => `Helm: turn to ${bearingText(situation)} and give full impulse.`,
  },
  {
    fits: ({ ship, enemy }) => ship.target !== enemy.id,
    say: () => 'Weapons: make the raider your target.',
  },
  {
    fits: ({ ship }) => ship.tubes.every((tube) => tube.state === 'empty') && (ship.stock.homing ?? 0) > 0,
    say: () => 'Weapons: load a homing torpedo into tube 1.',
  },
  {
    fits: ({ ship }) => systemNames.some((name) => ship.systems[name].heat > 0.7),
    say: () => 'Engineering: a system runs hot, give it coolant or less power.',
  },
  {
    fits: ({ away, offBow }) => away <= torpedoReach && offBow > 0.6,
    say: (situation) => `Helm: bring the bow round to ${bearingText(situation)}.`,
  },
  {
    fits: ({ ship, away }) => away <= torpedoReach && ship.tubes.some((tube) => tube.state === 'loaded'),
    say: ({ ship }) => `Weapons: fire tube ${ship.tubes.findIndex((tube) => tube.state === 'loaded') + 1}.`,
  },
  {
    fits: ({ ship, away }) => away < closeRange && ship.beamsMode === 'hold',
    say: () => 'Weapons: set the beams to auto.',
  },
  {
    fits: ({ ship, enemy }) => ship.beams.some((beam) => isInArc(ship, beam, enemy)),
    say: () => 'Good: keep the raider ahead, and the beams do the rest.',
  },
  {
    fits: ({ away }) => away < torpedoReach,
    say: () => 'Helm: close in to 1,000 units, where the beams reach.',
  },
]

export function coachText(world: World, ship: Ship, enemy: Ship | undefined): string {
  if (!enemy) return 'Well done: the raider is gone.'
  const situation: Situation = {
    ship,
    enemy,
    away: distance(ship, enemy),
    offBow: Math.abs(angleDifference(ship.heading, bearing(ship, enemy))),
  }
  const found = advice.find((entry) => entry.fits(situation))
  if (found) return found.say(situation)
  return nearestDock(world, ship) ? 'Hold this course: the raider is ahead.' : 'Hold this course.'
}

/** Three digits, as on the helm's ring, to the next five degrees: the text should not change with every tick. */
function bearingText({ ship, enemy }: Situation): string {
  const five = Math.round((bearing(ship, enemy) * 36) / Math.PI) % 72
  return String(five * 5).padStart(3, '0')
}
