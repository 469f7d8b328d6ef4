/** What levers, bands and bars have in common: they are dragged to a place, and stepped with keys. */

/** Where in its box, 0 to 1 from the left and from the top. It may lie outside while a drag goes on. */
export interface Place {
  x: number
  y: number
}

interface Slide {
  /** It takes no order now. */
  isOff: () => boolean
  /** Pressed, whether it takes orders or not. */
  onhold?: () => void
  onplace: (place: Place) => void
  /** Keys and how far each steps. */
  steps: Readonly<Record<string, number>>
  onstep: (by: number) => void
}

/** Handlers for the element that is the slider. */
export function createSlide({ isOff, onhold, onplace, steps, onstep }: Slide) {
  let isHeld = false
  const follow = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    onplace({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height })
  }
  const release = () => {
    isHeld = false
  }
  return {
    onpointerdown(event: PointerEvent) {
      if (event.button !== 0) return
      onhold?.()
      if (isOff()) return
      isHeld = true
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
      follow(event)
    },
    onpointermove(event: PointerEvent) {
      if (isHeld && !isOff()) follow(event)
    },
    onpointerup: release,
    onpointercancel: release,
    onkeydown(event: KeyboardEvent) {
      const by = steps[event.key]
      if (by === undefined || isOff()) return
      event.preventDefault()
      onstep(by)
    },
  }
}
