/** How numbers read: bearings, distances, times, shares. */

const degrees = 180 / Math.PI

/** Radians as a three-figure bearing, 000 to 359, without its sign. */
export const bearing = (radians: number): string =>
  String(((Math.round(radians * degrees) % 360) + 360) % 360).padStart(3, '0')

/** 640 u below a thousand, then 1.04k, 14.5k. */
export function distance(units: number): string {
  const rounded = Math.round(units)
  if (rounded < 1000) return `${rounded} u`
  return units < 9995 ? `${(units / 1000).toFixed(2)}k` : `${(units / 1000).toFixed(1)}k`
}

/** Scale marks and ranges: 500, 2.5k, 10k. */
export const shortDistance = (units: number): string =>
  units < 1000 ? String(Math.round(units)) : `${Number((units / 1000).toFixed(1))}k`

/** 0:41, 14:32, 1:12:40. */
export function time(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`
/** A change with its sign; what rounds to nothing has none. */
export function signed(value: number, digits = 1): string {
  const figure = Math.abs(value).toFixed(digits)
  if (Number(figure) === 0) return figure
  return `${value < 0 ? '−' : '+'}${figure}`
}
export const seconds = (value: number): string => `${Math.max(0, value).toFixed(1)} s`
