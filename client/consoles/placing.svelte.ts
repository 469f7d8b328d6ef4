/** Choosing a place of the sector, for a probe or a waypoint: by a press on the chart, or with the arrow keys. */
import { sectorHalf } from '../../schema/limits.ts'

export type PlacingMode = 'probe' | 'waypoint'

interface Place {
  x: number
  z: number
}

const clamp = (value: number) => Math.min(sectorHalf, Math.max(-sectorHalf, value))
const arrows: Record<string, [number, number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** `start` is where the cross-hair begins, `range` the scope's; a place chosen ends the mode. */
export function createPlacing(options: {
  start: () => Place
  range: () => number
  choose: (mode: PlacingMode, place: Place) => void
}) {
  let mode = $state<PlacingMode | undefined>()
  let cursor = $state.raw<Place>({ x: 0, z: 0 })

  function choose({ x, z }: Place): void {
    if (!mode) return
    options.choose(mode, { x: Math.round(clamp(x)), z: Math.round(clamp(z)) })
    mode = undefined
  }

  return {
    get mode() {
      return mode
    },
    /** Undefined while nothing is being placed. */
    get cursor() {
      return mode ? cursor : undefined
    },
    choose,
    stop(): void {
      mode = undefined
    },
    /** A button's press: begins, or ends without a choice. */
    toggle(wanted: PlacingMode): void {
      if (mode !== wanted) cursor = options.start()
      mode = mode === wanted ? undefined : wanted
    },
    /** The mode's key: begins, and the second time takes the place under the cross-hair. */
    press(wanted: PlacingMode): void {
      if (mode === wanted) choose(cursor)
      else this.toggle(wanted)
    },
    /** Keys of the cross-hair while something is being placed. */
    get keys(): Record<string, (event: KeyboardEvent) => void> {
      if (!mode) return {}
      const moves = Object.entries(arrows).flatMap(([key, [dx, dz]]) =>
        [key, `Shift+${key}`].map((name) => {
          const way = (options.range() / 50) * (name === key ? 1 : 6)
          const move = () => {
            cursor = { x: clamp(cursor.x + dx * way), z: clamp(cursor.z + dz * way) }
          }
          return [name, move] as const
        }),
      )
      return { ...Object.fromEntries(moves), Escape: () => (mode = undefined) }
    },
  }
}
export type Placing = ReturnType<typeof createPlacing>
