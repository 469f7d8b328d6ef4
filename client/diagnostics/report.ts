/** The figures of a line as text, for whoever reports what was wrong with it. */
import type { Reading } from '../network/meter.ts'

/** One figure a line: name, value, and the highest or 95th percentile of the last minute. */
export function figuresAsText(reading: Reading): string {
  const { patches, ...rest } = reading
  const lines = Object.entries(rest).map(([name, figure]) => {
    if (typeof figure === 'number') return `${name} ${figure}`
    const [value, high] = [figure.value, figure.high].map((each) => (each === undefined ? '-' : each.toFixed(1)))
    return `${name} ${value} (${high})`
  })
  return [...lines, `patches ${patches.map(({ bytes }) => bytes).join(' ')}`].join('\n')
}
