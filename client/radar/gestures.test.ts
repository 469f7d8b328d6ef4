import assert from 'node:assert/strict'
import { createGestures, type Touch } from './gestures.ts'

function hands(isDial: boolean) {
  const done: string[] = []
  const round = (value: number) => Math.round(value * 100) / 100
  const gestures = createGestures({
    grab: () => isDial,
    steer: ({ x, y }) => done.push(`steer ${x} ${y}`),
    tap: ({ x, y }, isTouch) => done.push(`tap ${x} ${y}${isTouch ? ' touch' : ''}`),
    pan: (x, y) => done.push(`pan ${x} ${y}`),
    zoom: (factor, { x, y }) => done.push(`zoom ${round(factor)} ${x} ${y}`),
  })
  const touch = (x: number, y: number, more: Partial<Touch> = {}): Touch => ({
    pointerId: 1,
    pointerType: 'touch',
    button: 0,
    offsetX: x,
    offsetY: y,
    ...more,
  })
  return { done, gestures, touch }
}
const mouse = { pointerType: 'mouse' }

describe('gestures on the scope', () => {
  it('a tap chooses', () => {
    const { done, gestures, touch } = hands(false)
    gestures.down(touch(50, 60))
    gestures.move(touch(53, 60))
    gestures.up(touch(53, 60))
    assert.deepEqual(done, ['tap 50 60 touch'])
  })

  it('one finger moves the chart where there is no dial, and chooses nothing', () => {
    const { done, gestures, touch } = hands(false)
    gestures.down(touch(50, 60))
    gestures.move(touch(80, 60))
    gestures.move(touch(90, 70))
    gestures.up(touch(90, 70))
    assert.deepEqual(done, ['pan 30 0', 'pan 10 10'])
  })

  it('a mouse steers from the press on, a finger once it moves or is lifted', () => {
    const one = hands(true)
    one.gestures.down(one.touch(50, 60, mouse))
    one.gestures.move(one.touch(90, 60, mouse))
    one.gestures.up(one.touch(90, 60, mouse))
    assert.deepEqual(one.done, ['steer 50 60', 'steer 90 60'])
    const other = hands(true)
    other.gestures.down(other.touch(50, 60))
    assert.deepEqual(other.done, [])
    other.gestures.move(other.touch(90, 60))
    assert.deepEqual(other.done, ['steer 90 60'])
  })

  it('another button moves the chart on a dial too', () => {
    const { done, gestures, touch } = hands(true)
    gestures.down(touch(50, 60, { ...mouse, button: 2 }))
    gestures.move(touch(60, 60, { ...mouse, button: -1 }))
    gestures.up(touch(60, 60, { ...mouse, button: 2 }))
    assert.deepEqual(done, ['pan 10 0'])
  })

  it('two fingers zoom about their middle and steer nothing, nor does the one that stays', () => {
    const { done, gestures, touch } = hands(true)
    gestures.down(touch(100, 100))
    gestures.down(touch(200, 100, { pointerId: 2 }))
    gestures.move(touch(300, 100, { pointerId: 2 }))
    gestures.up(touch(300, 100, { pointerId: 2 }))
    gestures.move(touch(180, 100))
    gestures.up(touch(180, 100))
    assert.deepEqual(done, ['pan 50 0', 'zoom 0.5 200 100'])
  })
})
