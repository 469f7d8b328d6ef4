/** Strokes that the scope and the main screen have in common. */
import type { Point } from './geometry.ts'

type Pen = CanvasRenderingContext2D

/** Words that stay readable over whatever lies beneath; font, alignment and base line are the caller's. */
export function drawWords(
  pen: Pen,
  text: string,
  at: Point,
  { ink, ground, edge = 3 }: { ink: string; ground: string; edge?: number },
): void {
  pen.lineJoin = 'round'
  pen.lineWidth = edge
  pen.strokeStyle = ground
  pen.strokeText(text, at.x, at.y)
  pen.fillStyle = ink
  pen.fillText(text, at.x, at.y)
}

/** Four corners of a square, `half` from its middle to its sides. */
export function drawBrackets(
  pen: Pen,
  at: Point,
  half: number,
  { leg, width, colour }: { leg: number; width: number; colour: string },
): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.beginPath()
  for (const [x, y] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    pen.moveTo(at.x + x * (half - leg), at.y + y * half)
    pen.lineTo(at.x + x * half, at.y + y * half)
    pen.lineTo(at.x + x * half, at.y + y * (half - leg))
  }
  pen.stroke()
}
