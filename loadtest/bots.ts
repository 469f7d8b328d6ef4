/** `npm run bots -- --ships 8 --crew 6 --seed 1`: a session of bots on a running server, until Ctrl-C. */
import { parseArgs } from 'node:util'
import { musterCrews } from './bot/crew.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:2567' },
    ships: { type: 'string', default: '1' },
    crew: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'siege' },
    difficulty: { type: 'string', default: '5' },
    'think-ms': { type: 'string', default: '1500' },
  },
})

const refusals = new Map<string, number>()
let orders = 0
const crews = await musterCrews({
  url: values.url,
  ships: Number(values.ships),
  crew: Number(values.crew),
  seed: Number(values.seed),
  thinkMs: Number(values['think-ms']),
  scenario: values.scenario,
  difficulty: Number(values.difficulty),
  name: `Bots ${values.seed}`,
  onOrder: () => orders++,
  onRefusal: (_bot, name, code) => {
    const key = `${name}: ${code}`
    refusals.set(key, (refusals.get(key) ?? 0) + 1)
  },
})
crews.play()
console.log(`${crews.bots.length} bots play session ${crews.session}; Ctrl-C ends it.`)

const report = setInterval(() => {
  const { session, game } = crews.bots[0]!.person.state
  console.log(`${session.phase}, ${orders} orders, hull ${Math.round(game.ship.hull)}: ${game.objective}`)
  if (session.phase !== 'running') void end()
}, 5000)

async function end(): Promise<void> {
  clearInterval(report)
  await crews.stop()
  console.log('refused:', Object.fromEntries(refusals))
  process.exit(0)
}
process.once('SIGINT', () => void end())
