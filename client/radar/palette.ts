/** The tokens' colours for canvases, read again when the alert changes them. */

const names = [
  'void',
  'panel',
  'raised',
  'line',
  'edge',
  'ink',
  'ink2',
  'ink3',
  'order',
  'ready',
  'protect',
  'caution',
  'danger',
  'ring',
] as const
export type Palette = Record<(typeof names)[number], string>

let known: { alert: string | undefined; palette: Palette } | undefined

export function readPalette(): Palette {
  const alert = document.documentElement.dataset.alert
  if (known && known.alert === alert) return known.palette
  const style = getComputedStyle(document.documentElement)
  const palette = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette
  known = { alert, palette }
  return palette
}
