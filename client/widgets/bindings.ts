/** The rule of rebound keys: at each console an act is known by the key it has by itself, and may be given another. */

/** 'helm w' → the key that does now what W does by itself at Helm. Keys are named as `keyName` names them. */
export type Bindings = Readonly<Record<string, string>>
/** By console: the keys of the acts that may be rebound. */
export type Acts = Readonly<Record<string, readonly string[]>>

export type Clash = { kind: 'reserved' } | { kind: 'taken'; by: string }

/** These mean the same everywhere, or number what stands on screen. */
const reserved = new Set([
  ...[' ', 'Enter', 'Escape', '`', '/', '?', 'Shift+?', 'Shift+/', 'c', 'Shift+c', 'Shift+n', 'Shift+k', 'Shift+x'],
  ...['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Unidentified', 'ContextMenu'],
])
const isReserved = (key: string): boolean => reserved.has(key) || /^(Shift\+)?(\d|F\d+)$/.test(key)

const nameOf = (place: string, act: string): string => `${place} ${act}`

/** The key that an act has now. */
export const keyOf = (bindings: Bindings, place: string, act: string): string => bindings[nameOf(place, act)] ?? act

/** What a pressed key means: the act that has it now. A key whose act has gone to another does nothing. */
export function actOf(bindings: Bindings, place: string, pressed: string): string {
  const prefix = `${place} `
  for (const [name, key] of Object.entries(bindings)) {
    if (key === pressed && name.startsWith(prefix)) return name.slice(prefix.length)
  }
  return keyOf(bindings, place, pressed) === pressed ? pressed : ''
}

/** Why an act cannot have a key; nothing when it can. */
export function clashOf(bindings: Bindings, acts: Acts, place: string, act: string, key: string): Clash | undefined {
  if (key === act) {
    const by = (acts[place] ?? []).find((other) => other !== act && keyOf(bindings, place, other) === key)
    return by === undefined ? undefined : { kind: 'taken', by }
  }
  if (key === '' || isReserved(key)) return { kind: 'reserved' }
  const by = (acts[place] ?? []).find((other) => other !== act && keyOf(bindings, place, other) === key)
  return by === undefined ? undefined : { kind: 'taken', by }
}

/** The bindings with one act on another key; its own key takes it off the list. */
export function bind(bindings: Bindings, place: string, act: string, key: string): Bindings {
  const { [nameOf(place, act)]: _old, ...others } = bindings
  return key === act ? others : { ...others, [nameOf(place, act)]: key }
}

/** What may be used of what was stored: known acts, free keys, no two acts of one console on one key. */
export function soundBindings(stored: unknown, acts: Acts): Bindings {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {}
  let sound: Bindings = {}
  for (const [name, key] of Object.entries(stored)) {
    const [place = '', act = ''] = name.split(' ')
    if (typeof key !== 'string' || !Object.hasOwn(acts, place) || !acts[place]?.includes(act)) continue
    // A key that another act has by itself is only free when that one is bound elsewhere, which may stand later.
    sound = bind(sound, place, act, key)
  }
  for (const name of Object.keys(sound)) {
    const [place = '', act = ''] = name.split(' ')
    if (clashOf(sound, acts, place, act, sound[name] ?? '')) sound = bind(sound, place, act, act)
  }
  return sound
}

const signs: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
}

/** 'Shift+r' as its cap shows it: '⇧R'. */
export function capOf(key: string): string {
  const isShifted = key.startsWith('Shift+')
  const plain = isShifted ? key.slice(6) : key
  const cap = signs[plain] ?? (plain.length === 1 ? plain.toUpperCase() : plain)
  return isShifted ? `⇧${cap}` : cap
}

/** The key of a cap: the way back from `capOf`. */
export function keyOfCap(cap: string): string {
  const isShifted = cap.length > 1 && cap.startsWith('⇧')
  const plain = isShifted ? cap.slice(1) : cap
  const key =
    Object.keys(signs).find((each) => signs[each] === plain) ?? (plain.length === 1 ? plain.toLowerCase() : plain)
  return isShifted ? `Shift+${key}` : key
}
