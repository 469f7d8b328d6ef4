/** Where moving things were in the last half minute: a ring of places for each, taken twice a second while the scope shows. */
import { type Scope, toScreen } from './geometry.ts'
import type { Motion, RadarMark, Trail, Trails } from './marks.ts'
import type { Palette } from './palette.ts'
import { standingColour } from './symbols.ts'

type Pen = CanvasRenderingContext2D
const everyMs = 500
const lastMs = 30_000
const slots = lastMs / everyMs
/** Units between two samples beyond which something has jumped, and units a second below which it stands. */
const jump = 4000
const standing = 2
/** Pixels between two dots, and their sizes and strengths from new to old. */
const spacing = 6
const dots = [
  { size: 2.2, alpha: 0.75 },
  { size: 1.8, alpha: 0.5 },
  { size: 1.5, alpha: 0.3 },
]
const movers: ReadonlySet<string> = new Set(['ship', 'torpedo', 'blip'] satisfies RadarMark['shape'][])

const ownId = 0

export function createTrails(): Trails {
  const trails = new Map<number, Trail>()
  let sampledMs = Number.NEGATIVE_INFINITY
  let version = 0

  function add(id: number, { x, z, speed }: Motion, whose: Trail['standing'], nowMs: number): void {
    const known = trails.get(id)
    if (!known && Math.abs(speed) < standing) return
    const trail = known ?? { places: new Float64Array(slots * 3), next: 0, count: 0, standing: whose }
    if (!known) trails.set(id, trail)
    const { places } = trail
    trail.standing = whose
    const last = ((trail.next + slots - 1) % slots) * 3
    if (trail.count > 0 && Math.hypot(places[last]! - x, places[last + 1]! - z) > jump) trail.count = 0
    places.set([x, z, nowMs], trail.next * 3)
    trail.next = (trail.next + 1) % slots
    trail.count = Math.min(slots, trail.count + 1)
  }

  return {
    sample(own, marks, nowMs) {
      if (nowMs - sampledMs < everyMs) return
      sampledMs = nowMs
      version++
      add(ownId, own, 'own', nowMs)
      for (const mark of marks) if (movers.has(mark.shape)) add(mark.id, mark, mark.standing, nowMs)
      for (const [id, { places, next }] of trails)
        if (nowMs - places[((next + slots - 1) % slots) * 3 + 2]! > lastMs) trails.delete(id)
    },
    all: () => trails,
    get version() {
      return version
    },
  }
}

/** Dots that grow fainter and smaller with age, never nearer to one another than some pixels. */
export function drawTrails(pen: Pen, scope: Scope, own: Motion, trails: Trails, nowMs: number, palette: Palette): void {
  for (const { places, next, count, standing: whose } of trails.all().values()) {
    pen.fillStyle = whose === 'own' ? palette.ink : standingColour(palette, whose)
    let [lastX, lastY] = [Number.NaN, Number.NaN]
    for (let back = 1; back <= count; back++) {
      const at = ((next - back + slots) % slots) * 3
      const age = (nowMs - places[at + 2]!) / lastMs
      if (age > 1) break
      const { x, y } = toScreen(scope, places[at]! - own.x, places[at + 1]! - own.z)
      if (Math.hypot(x - lastX, y - lastY) < spacing) continue
      lastX = x
      lastY = y
      if (x < 0 || y < 0 || x > scope.width || y > scope.height) continue
      const { size, alpha } = dots[Math.min(2, Math.floor(age * 3))]!
      pen.globalAlpha = alpha
      pen.fillRect(x - size / 2, y - size / 2, size, size)
    }
  }
  pen.globalAlpha = 1
}
