/** A gamepad presses the keys of the console on screen, so that whatever has a key has a button, with the same rules. */

/** Buttons by their number in the standard layout (W3C Gamepad), and the left stick: keys as `KeyboardEvent.key`, with
 *  'Shift+' before those that want it. */
export interface PadKeys {
  buttons: Readonly<Record<number, string>>
  /** Keys of the stick's four ways, pressed so many times a second at full deflection. */
  stick?: { left: string; right: string; up: string; down: string; perSecond: number }
}

/** Worn sticks rest this far from the middle. */
const rest = 0.2
const isPressed = 0.5

export interface PadState {
  buttons: readonly { value: number }[]
  axes: readonly number[]
}

type Press = (key: string, type: 'keydown' | 'keyup') => void

/** Turns states of a pad into presses; call `read` with each new state and the seconds since the last. */
export function createPad(press: Press) {
  const held = new Map<number, string>()
  const carried = { x: 0, y: 0 }

  function push(axis: 'x' | 'y', value: number, seconds: number, keys: PadKeys['stick']): void {
    const deflection = Math.abs(value) < rest ? 0 : value
    if (!keys || deflection === 0) {
      carried[axis] = 0
      return
    }
    carried[axis] += deflection * keys.perSecond * seconds
    const [less, more] = axis === 'x' ? [keys.left, keys.right] : [keys.up, keys.down]
    for (; Math.abs(carried[axis]) >= 1; carried[axis] -= Math.sign(carried[axis])) {
      const key = carried[axis] < 0 ? less : more
      press(key, 'keydown')
      press(key, 'keyup')
    }
  }

  function releaseAll(): void {
    for (const key of held.values()) press(key, 'keyup')
    held.clear()
  }

  return {
    releaseAll,
    read(state: PadState, keys: PadKeys, seconds: number): void {
      state.buttons.forEach(({ value }, button) => {
        const key = keys.buttons[button]
        const before = held.get(button)
        if (value >= isPressed && before === undefined && key) {
          held.set(button, key)
          press(key, 'keydown')
        } else if (value < isPressed && before !== undefined) {
          held.delete(button)
          press(before, 'keyup')
        }
      })
      push('x', state.axes[0] ?? 0, seconds, keys.stick)
      push('y', state.axes[1] ?? 0, seconds, keys.stick)
    },
  }
}

/** Follows the first gamepad there is; the answer ends it. */
export function followGamepad(keys: () => PadKeys | undefined): () => void {
  const pad = createPad((name, type) => {
    const shiftKey = name.startsWith('Shift+')
    const key = shiftKey ? name.slice(6) : name
    const code = /^\d$/.test(key) ? `Digit${key}` : key
    document.body.dispatchEvent(new KeyboardEvent(type, { key, code, shiftKey, bubbles: true, cancelable: true }))
  })
  let frame = 0
  let lastMs = 0
  const look = (nowMs: number) => {
    const state = navigator.getGamepads().find((each) => each !== null)
    const wanted = keys()
    if (state && wanted) pad.read(state, wanted, Math.min(0.1, (nowMs - lastMs) / 1000))
    lastMs = nowMs
    // Nothing is asked sixty times a second of those who have none.
    frame = state ? requestAnimationFrame(look) : 0
  }
  const begin = () => {
    if (frame === 0) frame = requestAnimationFrame(look)
  }
  window.addEventListener('gamepadconnected', begin)
  begin()
  return () => {
    window.removeEventListener('gamepadconnected', begin)
    cancelAnimationFrame(frame)
    pad.releaseAll()
  }
}
