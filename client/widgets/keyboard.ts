/** Keys of the bridge: never while somebody types, never with Ctrl, Alt or Meta, which browsers own. */

import { keymap } from './keymap.svelte.ts'

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT'])

export const isTyping = (event: KeyboardEvent): boolean =>
  typing.has((event.target as HTMLElement | null)?.tagName ?? '') || event.isComposing

/** Space and Enter on a focused button are the button's. */
export const isButtons = (event: KeyboardEvent): boolean =>
  (event.key === ' ' || event.key === 'Enter') && (event.target as HTMLElement | null)?.tagName === 'BUTTON'

/** The name of a pressed key: 'a', 'Shift+1', ' ', 'Tab'. */
export function pressedName(event: KeyboardEvent): string {
  // With ⇧ the digit row gives other characters on every layout; its physical place stays.
  const key = event.code.startsWith('Digit')
    ? event.code.slice(5)
    : event.key.length === 1
      ? event.key.toLowerCase()
      : event.key
  return event.shiftKey && event.key !== 'Shift' ? `Shift+${key}` : key
}

/** The name under which a view binds what a pressed key means; a gamepad presses what it means. */
export const keyName = (event: KeyboardEvent): string => meaning(event, pressedName(event))

/** Of a key that is held, while ⇧ may come and go. */
export const heldName = (event: KeyboardEvent): string => meaning(event, pressedName(event).replace('Shift+', ''))

const meaning = (event: KeyboardEvent, pressed: string): string => (event.isTrusted ? keymap.meaning(pressed) : pressed)

export type Keys = Record<string, (event: KeyboardEvent) => void>

/** Runs the binding of a pressed key. */
export function onKeys(keys: () => Keys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return
    if (document.querySelector('dialog[open]')) return
    if (isButtons(event)) return
    const action = keys()[keyName(event)]
    if (!action) return
    event.preventDefault()
    action(event)
  }
}
