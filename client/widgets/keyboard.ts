/** Keys of the bridge: never while somebody types, never with Ctrl, Alt or Meta, which browsers own. */

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT'])

export const isTyping = (event: KeyboardEvent): boolean =>
  typing.has((event.target as HTMLElement | null)?.tagName ?? '') || event.isComposing

/** The name under which a view binds a key: 'a', 'Shift+1', ' ', 'Tab'. */
export function keyName(event: KeyboardEvent): string {
  // With ⇧ the digit row gives other characters on every layout; its physical place stays.
  const key = event.code.startsWith('Digit')
    ? event.code.slice(5)
    : event.key.length === 1
      ? event.key.toLowerCase()
      : event.key
  return event.shiftKey && event.key !== 'Shift' ? `Shift+${key}` : key
}

export type Keys = Record<string, (event: KeyboardEvent) => void>

/** Runs the binding of a pressed key. A focused button keeps Space and Enter for itself. */
export function onKeys(keys: () => Keys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return
    if (document.querySelector('dialog[open]')) return
    const name = keyName(event)
    const isButton = (event.target as HTMLElement | null)?.tagName === 'BUTTON'
    if (isButton && (name === ' ' || name === 'Enter')) return
    const action = keys()[name]
    if (!action) return
    event.preventDefault()
    action(event)
  }
}
