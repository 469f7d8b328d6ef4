/** Chat in long trouble: rounds of random faults in the middle of the talk, and a minute without Redis or the database. */
import { randomInt } from 'node:crypto'
import { type ProcessCluster, startCluster } from '../../loadtest/bench/processes.ts'
import { randomIndex, seedRandom } from '../../simulation/random.ts'
import { killWhileTalking, sleepWhileTalking, talkWithoutDatabase, talkWithoutRedis } from '../chat-faults.ts'

/** `FAULT_SEED=… npm run test:full` repeats a course. */
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31))
const rounds = 10
const minute = 60

describe(`chat in long trouble (FAULT_SEED=${seed})`, () => {
  let cluster: ProcessCluster
  const draw = seedRandom(seed)
  beforeEach(async () => {
    cluster = await startCluster(2)
  }).timeout(60_000)
  afterEach(() => cluster.stop())

  const faults = {
    kill: () => killWhileTalking(cluster, draw, 12),
    sleep: () => sleepWhileTalking(cluster, draw, 2 + randomIndex(draw, 12)),
    'flush Redis': () => talkWithoutRedis(cluster, draw, 0),
    'restart Redis': () => talkWithoutRedis(cluster, draw, 1 + randomIndex(draw, 4)),
    'freeze the database': () => talkWithoutDatabase(cluster, draw, 'frozen', 1 + randomIndex(draw, 8)),
    'kill the database': () => talkWithoutDatabase(cluster, draw, 'killed', 1 + randomIndex(draw, 8)),
  }

  it('loses and doubles nothing, whatever happens one after the other', async () => {
    const names = Object.keys(faults) as (keyof typeof faults)[]
    for (let round = 1; round <= rounds; round++) {
      const name = names[randomIndex(draw, names.length)]!
      console.log(`      round ${round}: ${name}`)
      await faults[name]()
    }
  }).timeout(rounds * 60_000)

  it('goes on through a minute without Redis', () => talkWithoutRedis(cluster, draw, minute)).timeout(180_000)

  for (const how of ['frozen', 'killed'] as const) {
    it(`has everything acknowledged once after a minute with the database ${how}`, async () => {
      await talkWithoutDatabase(cluster, draw, how, minute)
    }).timeout(180_000)
  }
})
