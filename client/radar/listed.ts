/** The contacts on a scope in words, the most urgent first. */
import { radarText } from '../text/radar.ts'
import { bearingOf } from './geometry.ts'
import type { RadarScene } from './marks.ts'
import type { Drawn } from './scope.ts'

export interface ListedContact {
  id: number
  text: string
}

export function listContacts(drawn: Drawn, scene: RadarScene): ListedContact[] {
  const marks = new Map(scene.marks.map((mark) => [mark.id, mark]))
  return drawn.places.flatMap(({ id }) => {
    const mark = marks.get(id)
    if (!mark || mark.shape === 'wreck') return []
    const [dx, dz] = [mark.x - scene.own.x, mark.z - scene.own.z]
    return [{ id, text: radarText.contact(mark.what, bearingOf(dx, dz), Math.hypot(dx, dz)) }]
  })
}
