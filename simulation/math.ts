/** Functions that give the same bits in every engine: made of + − × ÷, sqrt and rounding alone, which IEEE 754 fixes. */

export const tau = 2 * Math.PI

/** π/2 in two parts, so that `k · high` is exact for the k in use and the remainder keeps its digits (Cody and Waite). */
const quarterHigh = Math.floor((Math.PI / 2) * 4294967296) / 4294967296
const quarterLow = Math.PI / 2 - quarterHigh + 6.123233995736766e-17
/** ln 2, parted in the same way. */
const ln2High = Math.floor(Math.LN2 * 4294967296) / 4294967296
const ln2Low = Math.LN2 - ln2High + 2.319046813846299e-17

/** Taylor's series of the sine, good to 1e-16 up to π/4. Written out, terms as literals: it is the hottest function there is. */
function sineNearZero(r: number): number {
  const x = r * r
  const high = ((-1 / 1307674368000) * x + 1 / 6227020800) * x - 1 / 39916800
  return r + r * x * ((((high * x + 1 / 362880) * x - 1 / 5040) * x + 1 / 120) * x - 1 / 6)
}

function cosineNearZero(r: number): number {
  const x = r * r
  const high = (((1 / 20922789888000) * x - 1 / 87178291200) * x + 1 / 479001600) * x - 1 / 3628800
  return 1 + x * ((((high * x + 1 / 40320) * x - 1 / 720) * x + 1 / 24) * x - 1 / 2)
}

/** Sine of `x` quarter turns later than `x`; |x| up to some millions keeps full accuracy. */
function sineShifted(x: number, quarters: number): number {
  const k = Math.round(x / (Math.PI / 2))
  const r = x - k * quarterHigh - k * quarterLow
  // Bits rather than a remainder, which is a call of its own.
  const quadrant = (k + quarters) & 3
  const value = (quadrant & 1) === 0 ? sineNearZero(r) : cosineNearZero(r)
  return quadrant < 2 ? value : -value
}

export const sin = (x: number): number => sineShifted(x, 0)
export const cos = (x: number): number => sineShifted(x, 1)

/** 1/1, 1/3, 1/5 …: of the series below. */
const oddParts = Array.from({ length: 16 }, (_, index) => 1 / (2 * index + 1))

/** Arc tangent for 0 ≤ x ≤ 1: one addition theorem (30°) brings x below 0.268, the series does the rest. */
function atanBelowOne(x: number): number {
  const root3 = Math.sqrt(3)
  const shifted = x > 2 - root3
  const r = shifted ? (x * root3 - 1) / (root3 + x) : x
  const square = r * r
  let sum = 0
  for (let term = 15; term >= 0; term--) sum = oddParts[term]! - square * sum
  return (shifted ? Math.PI / 6 : 0) + r * sum
}

/** Angle of the point (x, y) from the x axis, in (−π, π]; 0 at the origin. For a bearing use `bearing`. */
export function atan2(y: number, x: number): number {
  const width = Math.abs(x)
  const height = Math.abs(y)
  if (width === 0 && height === 0) return 0
  let angle = height <= width ? atanBelowOne(height / width) : Math.PI / 2 - atanBelowOne(width / height)
  if (x < 0) angle = Math.PI - angle
  return y < 0 ? -angle : angle
}

export function exp(x: number): number {
  if (x > 709) return Number.POSITIVE_INFINITY
  if (x < -708) return 0
  const k = Math.round(x / Math.LN2)
  const r = x - k * ln2High - k * ln2Low
  let sum = 1
  for (let n = 14; n >= 1; n--) sum = 1 + (r / n) * sum
  // Doubling and halving are exact.
  for (let i = 0; i < k; i++) sum *= 2
  for (let i = 0; i > k; i--) sum /= 2
  return sum
}

/** Natural logarithm of a positive number. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN
  let mantissa = x
  let exponent = 0
  for (; mantissa > Math.SQRT2; exponent++) mantissa /= 2
  for (; mantissa < Math.SQRT1_2; exponent--) mantissa *= 2
  // ln m = 2 · artanh((m − 1) / (m + 1)), |s| ≤ 0.172
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let term = 11; term >= 0; term--) sum = oddParts[term]! + square * sum
  return exponent * ln2High + (exponent * ln2Low + 2 * s * sum)
}

/** `base` ≥ 0 to any power. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1
  if (base === 0) return exponent > 0 ? 0 : Number.POSITIVE_INFINITY
  return exp(exponent * log(base))
}

export const degrees = (value: number): number => (value * Math.PI) / 180

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

/** Brings `value` toward `goal` by `change` at most. */
export const approach = (value: number, goal: number, change: number): number =>
  value + clamp(goal - value, -change, change)

/** The same direction in [0, 2π). */
export function wrapAngle(angle: number): number {
  // Nearly all are within a turn of it already.
  if (angle > 0 && angle < tau) return angle
  if (angle < 0 && angle > -tau) return angle + tau < tau ? angle + tau : 0
  const wrapped = angle - tau * Math.floor(angle / tau)
  // Rounding can land on 2π itself, or a hair below 0.
  return wrapped >= tau || wrapped < 0 ? 0 : wrapped
}

/** The shorter turn that leads from one direction to another, in (−π, π], clockwise positive. */
export function angleDifference(from: number, to: number): number {
  const turn = wrapAngle(to - from)
  return turn > Math.PI ? turn - tau : turn
}

interface Place {
  x: number
  z: number
}

export function distance(from: Place, to: Place): number {
  const x = to.x - from.x
  const z = to.z - from.z
  return Math.sqrt(x * x + z * z)
}

/** Direction from one place to another in [0, 2π): 0 is +z, clockwise towards +x. */
export const bearing = (from: Place, to: Place): number => wrapAngle(atan2(to.x - from.x, to.z - from.z))
