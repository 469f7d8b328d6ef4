/** What pointers mean on a scope: a tap chooses, one finger or the left button drags what can be dragged, two fingers or
 *  another button move the chart, and two fingers and the wheel zoom. */
import type { Point } from './geometry.ts'

/** The parts of a pointer event that count. */
export interface Touch {
  pointerId: number
  pointerType: string
  button: number
  offsetX: number
  offsetY: number
}

export interface Gestures {
  /** Whether a drag from here with one finger or the left button holds the dial; else it moves the chart. */
  grab(point: Point): boolean
  /** The dial is held at a point. */
  steer(point: Point): void
  tap(point: Point, isTouch: boolean): void
  /** Pixels right and down. */
  pan(x: number, y: number): void
  /** `factor` times as far, about a point; eased where it comes in steps. */
  zoom(factor: number, about: Point, isEased: boolean): void
}

/** Pixels within which a press is no drag. */
const still = { mouse: 4, touch: 9 }

interface Held {
  first: Point
  at: Point
  isTouch: boolean
  /** What a drag of it does; undefined until it is one. */
  does: 'steer' | 'pan' | 'nothing' | undefined
  button: number
}

const pointOf = (event: Touch): Point => ({ x: event.offsetX, y: event.offsetY })
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

export function createGestures(on: Gestures) {
  const held = new Map<number, Held>()
  let canPinch = false

  function dragged(hand: Held, to: Point): void {
    const from = hand.at
    hand.at = to
    if (hand.does === undefined && apart(hand.first, to) >= still[hand.isTouch ? 'touch' : 'mouse'])
      hand.does = hand.button === 0 && on.grab(hand.first) ? 'steer' : 'pan'
    if (hand.does === 'steer') on.steer(to)
    // What was moved before it counted as a drag is made up for.
    else if (hand.does === 'pan') on.pan(to.x - from.x, to.y - from.y)
  }

  function pinched(hand: Held, to: Point): void {
    const other = [...held.values()].find((each) => each !== hand)
    if (!other) return
    const [before, after] = [between(hand.at, other.at), between(to, other.at)]
    on.pan(after.x - before.x, after.y - before.y)
    on.zoom(apart(hand.at, other.at) / Math.max(20, apart(to, other.at)), after, false)
    hand.at = to
  }

  return {
    down(event: Touch): void {
      const [point, isTouch] = [pointOf(event), event.pointerType === 'touch']
      const hand: Held = { first: point, at: point, isTouch, does: undefined, button: event.button }
      held.set(event.pointerId, hand)
      canPinch = held.size === 2
      // Two fingers are a gesture of their own: neither is a tap any more.
      if (held.size > 1) for (const each of held.values()) each.does = 'nothing'
      // A mouse steers at once; a finger may be the first of two.
      else if (!isTouch && event.button === 0 && on.grab(point)) {
        hand.does = 'steer'
        on.steer(point)
      }
    },
    move(event: Touch): void {
      const hand = held.get(event.pointerId)
      if (!hand) return
      if (canPinch) pinched(hand, pointOf(event))
      else if (held.size === 1) dragged(hand, pointOf(event))
    },
    up(event: Touch): void {
      const hand = held.get(event.pointerId)
      held.delete(event.pointerId)
      canPinch = false
      const isStill = hand && apart(hand.first, pointOf(event)) < still[hand.isTouch ? 'touch' : 'mouse']
      if (!isStill || hand.button !== 0) return
      if (hand.does === undefined && on.grab(hand.first)) on.steer(hand.first)
      if (hand.does === undefined || hand.does === 'steer') on.tap(hand.first, hand.isTouch)
    },
    cancel(event: Touch): void {
      held.delete(event.pointerId)
      canPinch = false
    },
    wheel(event: WheelEvent): void {
      const pixels = event.deltaY * (event.deltaMode === 0 ? 1 : 20)
      // A pinch on a touch pad comes as a wheel with Ctrl, in smaller steps.
      const factor = Math.exp(pixels * (event.ctrlKey ? 0.01 : 0.002))
      on.zoom(Math.min(2, Math.max(0.5, factor)), { x: event.offsetX, y: event.offsetY }, true)
    },
  }
}
