/** Foresees collisions: when a straight course meets something; the bridge's instruments warn by it. */
import { cos, sin } from './math.ts'

export interface Obstacle {
  readonly x: number
  readonly z: number
  /** Radius in units. */
  readonly size: number
}

interface Course {
  readonly x: number
  readonly z: number
  readonly heading: number
  /** Units a second along the heading, signed. */
  readonly speed: number
}

/** Seconds until a ship of so many units' radius, going straight on, touches the obstacle: |way − place| = both radii,
 *  solved for its first time. Undefined when it never does or is in touch already and leaving. */
export function meetsIn(course: Course, radius: number, { x, z, size }: Obstacle): number | undefined {
  const speed = Math.abs(course.speed)
  if (speed < 1) return undefined
  const way = course.speed < 0 ? -1 : 1
  const [dx, dz] = [x - course.x, z - course.z]
  const along = way * (dx * sin(course.heading) + dz * cos(course.heading))
  if (along <= 0) return undefined
  const reach = radius + size
  const aside = dx * dx + dz * dz - along * along
  const half = reach * reach - aside
  if (half < 0) return undefined
  return Math.max(0, along - Math.sqrt(half)) / speed
}
