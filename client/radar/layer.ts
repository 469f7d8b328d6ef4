/** A part of the scope that stays the same from frame to frame: drawn once, then only copied. */
import type { Scope } from './geometry.ts'

type Pen = CanvasRenderingContext2D
const inPlace = () => ({ x: 0, y: 0 })

export function createLayer() {
  let canvas: HTMLCanvasElement | undefined
  let pen: Pen | null = null
  let known: readonly unknown[] = []

  function resize(scope: Scope, ratio: number): void {
    canvas ??= document.createElement('canvas')
    canvas.width = Math.round(scope.width * ratio)
    canvas.height = Math.round(scope.height * ratio)
    pen = canvas.getContext('2d')
    pen?.setTransform(ratio, 0, 0, ratio, 0, 0)
  }

  return {
    /** Draws anew when one of `causes` has changed or the size has; copies it to the screen, shifted. */
    show(
      screen: Pen,
      scope: Scope,
      causes: readonly unknown[],
      draw: (pen: Pen) => void,
      shift: () => { x: number; y: number } = inPlace,
    ): void {
      const ratio = screen.getTransform().a
      const isSameSize =
        canvas?.width === Math.round(scope.width * ratio) && canvas.height === Math.round(scope.height * ratio)
      if (!isSameSize) resize(scope, ratio)
      if (!canvas || !pen) return
      if (!isSameSize || causes.length !== known.length || causes.some((cause, index) => cause !== known[index])) {
        known = causes
        pen.clearRect(0, 0, scope.width, scope.height)
        draw(pen)
      }
      const { x, y } = shift()
      screen.drawImage(canvas, x, y, canvas.width / ratio, canvas.height / ratio)
    },
  }
}
