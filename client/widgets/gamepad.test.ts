import assert from 'node:assert/strict'
import { createPad, type PadKeys } from './gamepad.ts'

const keys: PadKeys = {
  buttons: { 0: 'g', 7: 'f' },
  stick: { left: 'l', right: 'r', up: 'u', down: 'd', perSecond: 10 },
}
const pad = () => {
  const pressed: string[] = []
  const made = createPad((key, type) => pressed.push(type === 'keydown' ? key : `-${key}`))
  const read = (buttons: number[], x = 0, y = 0, seconds = 0.1, wanted = keys) =>
    made.read({ buttons: buttons.map((value) => ({ value })), axes: [x, y] }, wanted, seconds)
  return { pressed, read, made }
}

describe('a gamepad', () => {
  it('holds a key as long as its button is held, and presses it once', () => {
    const { pressed, read } = pad()
    for (const value of [1, 1, 0.9, 0, 0]) read([value])
    assert.deepEqual(pressed, ['g', '-g'])
  })

  it('lets go of the key that it pressed, also when another console is on screen by then', () => {
    const { pressed, read } = pad()
    read([1])
    read([1], 0, 0, 0.1, { buttons: { 0: 'x' } })
    read([0], 0, 0, 0.1, { buttons: { 0: 'x' } })
    assert.deepEqual(pressed, ['g', '-g'])
  })

  it('presses the stick’s keys the more often the further it is pushed, and not at rest', () => {
    const { pressed, read } = pad()
    for (let time = 0; time < 10; time++) read([], 0.15, -0.1)
    assert.deepEqual(pressed, [])
    for (let time = 0; time < 10; time++) read([], 1)
    assert.equal(pressed.filter((key) => key === 'r').length, 10)
    for (let time = 0; time < 10; time++) read([], -0.5, 0.5)
    assert.equal(pressed.filter((key) => key === 'l').length, 5)
    assert.equal(pressed.filter((key) => key === 'd').length, 5)
  })

  it('lets go of everything when it is left', () => {
    const { pressed, read, made } = pad()
    read([1, 0, 0, 0, 0, 0, 0, 1])
    made.releaseAll()
    assert.deepEqual(pressed.sort(), ['-f', '-g', 'f', 'g'])
  })
})
