/** Frames that no page sends, drawn from a seed: truncated, with flipped bits, of random bytes, with wild sequences. */
import { packText } from '../loadtest/bot/wire.ts'
import { flotilla } from '../server/flotilla.game.ts'
import { randomOrder } from '../simulation/determinism.ts'
import { type OrderName, orderCatalogue } from '../simulation/orders.ts'
import { nextRandom, type RandomState, randomIndex } from '../simulation/random.ts'

/** Types that mean something to a language or a library rather than to us, and commands that harm nobody else. */
const names = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '*', '', '_$b', 'session.renew', 'no.such.message'],
  ...['seat.autopilot', 'session.ready', 'session.start', 'session.again', 'group.lock', 'group.kind'],
]
const orders = Object.keys(orderCatalogue) as OrderName[]
const settings = flotilla.settings.parse({ scenario: 'siege', ships: 2 })
const world = flotilla.create(settings, 1, flotilla.seats(settings).groups)

const oneOf = <Value>(draw: RandomState, values: readonly Value[]): Value => values[randomIndex(draw, values.length)]!

/** Jumps ahead, repeats, runs backwards, and what is no sequence at all. */
function sequence(draw: RandomState): unknown {
  const wild = [0, -1, 1, 2, 0.5, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, Number.NaN, '7', null, [], undefined]
  return nextRandom(draw) < 0.2 ? oneOf(draw, wild) : 1 + randomIndex(draw, 100_000)
}

function nested(depth: number): unknown {
  return depth === 0 ? 0 : [nested(depth - 1)]
}

/** What a page might send, but for its sequence. */
function message(draw: RandomState): Buffer {
  const odd = nextRandom(draw)
  if (odd < 0.1) return packText(oneOf(draw, names), oneOf(draw, [undefined, null, 7, 'text', {}, [], nested(200)]))
  if (odd < 0.2) return packText(oneOf(draw, names), { sequence: sequence(draw), arguments: {} })
  const { name, arguments: args } = randomOrder(draw, world, oneOf(draw, orders))
  return packText(name, { sequence: sequence(draw), arguments: args })
}

const randomBytes = (draw: RandomState, length: number) =>
  Buffer.from(Array.from({ length }, () => randomIndex(draw, 256)))

export function garbage(draw: RandomState): Buffer {
  const kind = nextRandom(draw)
  if (kind < 0.2) return randomBytes(draw, randomIndex(draw, 64))
  const frame = message(draw)
  if (kind < 0.3) return Buffer.concat([frame.subarray(0, 1), randomBytes(draw, randomIndex(draw, 64))])
  if (kind < 0.55) return frame.subarray(0, randomIndex(draw, frame.length))
  if (kind < 0.8)
    for (let count = 0; count <= randomIndex(draw, 4); count++)
      frame[randomIndex(draw, frame.length)]! ^= 1 << randomIndex(draw, 8)
  return frame
}
