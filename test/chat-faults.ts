/** What goes wrong while people talk: a process is killed, Redis or the database is away. Each for as long as a test likes. */
import assert from 'node:assert/strict'
import type { ProcessCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { channelId } from '../schema/people.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { type RandomState, randomIndex } from '../simulation/random.ts'
import { acknowledgedBy, arrive, befriend, gather, mustBeWhole, mustPlayOn, talk } from './chat-crowd.ts'
import type { Page } from './chat-page.ts'

/** Promised, in ms: who went with their process is seen off-line, everything said is with everybody, presence is right. */
const promised = { offline: 12_000, whole: 20_000, presence: 30_000 }

const urlsOf = (cluster: ProcessCluster) => () => cluster.processes.map(({ url }) => url)
const isSeen = (by: Page, { player }: Page, status: string) => by.person(player.id)?.presence.status === status
const leaveAll = (...pages: Page[]) => {
  for (const page of pages) page.leave()
}

/** Kills a process in the middle of the talk; its players go on at the others. */
export async function killWhileTalking(cluster: ProcessCluster, draw: RandomState, words: number): Promise<void> {
  const at = randomIndex(draw, cluster.processes.length)
  const urls = urlsOf(cluster)
  const crowd = await gather(urls, 20)
  const [watcher, returns, goes] = await Promise.all([
    arrive(urls, 'Watcher', at + 1),
    arrive(urls, 'Returns', at),
    arrive(urls, 'Goes', at),
  ])
  await befriend(watcher, returns)
  await befriend(watcher, goes)
  await until('both are seen', () => isSeen(watcher, returns, 'lobby') && isSeen(watcher, goes, 'lobby'))
  const told = watcher.received.length
  goes.stayAway()

  const talking = talk(crowd, draw, (spoken) => spoken < words)
  const third = (crowd.pages.length * words) / 3
  await until('the talk is in full flow', () => acknowledgedBy(crowd) >= third, 30_000)
  const [victim] = cluster.processes.splice(at, 1)
  await victim!.kill('SIGKILL')
  const offline = until('who went is seen off-line', () => isSeen(watcher, goes, 'offline'), promised.offline)
  await Promise.all([talking, offline])
  assert.ok(crowd.pages.filter((page) => page.losses() > 0).length >= crowd.pages.length / 2)
  await mustBeWhole(crowd, promised.whole)
  assert.ok(isSeen(watcher, returns, 'lobby'))
  const statuses = watcher.received.slice(told).flatMap(({ name, message }) => (name === 'people' ? message : []) as [])
  const ofReturned = statuses.filter(({ id }) => id === returns.player.id)
  assert.ok(!ofReturned.some(({ presence: { status } }) => status === 'offline'), 'who came back was never seen to go')
  leaveAll(watcher, returns, ...crowd.pages)
  await cluster.add()
}

/** A process sleeps in the middle of the talk, is taken for dead, and wakes. Its pages stand all the while. */
export async function sleepWhileTalking(cluster: ProcessCluster, draw: RandomState, seconds: number): Promise<void> {
  const at = randomIndex(draw, cluster.processes.length)
  const urls = urlsOf(cluster)
  const crowd = await gather(urls, 8)
  const [watcher, sleeper] = await Promise.all([arrive(urls, 'Watcher', at + 1), arrive(urls, 'Sleeper', at)])
  await befriend(watcher, sleeper)
  await until('both are seen', () => isSeen(watcher, sleeper, 'lobby') && isSeen(sleeper, watcher, 'lobby'))
  let isOver = false
  const talking = talk(crowd, draw, () => !isOver)
  await until('the talk is in full flow', () => acknowledgedBy(crowd) >= crowd.pages.length * 2)
  const victim = cluster.processes[at]!
  await victim.kill('SIGSTOP')
  const asleep = Date.now()
  const isOffline = until('they are seen off-line', () => isSeen(watcher, sleeper, 'offline'), promised.offline)
  // The talk of the others need not wait until it wakes: what it held in the database is taken from it.
  const spoken = watcher.say(channelId.global, `awake ${crypto.randomUUID()}`)
  await Promise.all([isOffline, spoken])
  await until('it has slept', () => Date.now() - asleep >= seconds * 1000, seconds * 1000 + 1000)
  await victim.kill('SIGCONT')
  isOver = true
  const seen = until('presence is whole', () => isSeen(watcher, sleeper, 'lobby'), promised.presence)
  await Promise.all([seen, talking])
  await mustBeWhole(crowd, promised.whole)
  leaveAll(watcher, sleeper, ...crowd.pages)
}

/** Redis is emptied, or away for `seconds` and empty afterwards. */
export async function talkWithoutRedis(
  { redis, ...cluster }: ProcessCluster,
  draw: RandomState,
  seconds: number,
): Promise<void> {
  const urls = urlsOf(cluster as ProcessCluster)
  const crowd = await gather(urls, 8)
  const [one, other] = await Promise.all([arrive(urls, 'One', 0), arrive(urls, 'Other', 1)])
  await befriend(one, other)
  await until('both are seen', () => isSeen(one, other, 'lobby') && isSeen(other, one, 'lobby'))
  let isOver = false
  const talking = talk(crowd, draw, () => !isOver)
  if (seconds === 0) await redis.client.flushall()
  else await redis.kill()
  const goneAt = Date.now()
  const before = acknowledgedBy(crowd)
  await one.ask('presence.away', { away: true })
  await until('the talk goes on', () => acknowledgedBy(crowd) > before + crowd.pages.length * 2)
  await until('it was away', () => Date.now() - goneAt >= seconds * 1000, seconds * 1000 + 1000)
  isOver = true
  await talking
  if (seconds > 0) await redis.start()
  const seen = until(
    'presence is whole',
    () => isSeen(other, one, 'away') && isSeen(one, other, 'lobby'),
    promised.presence,
  )
  await Promise.all([seen, mustBeWhole(crowd, promised.whole)])
  assert.ok(crowd.pages.every((page) => page.losses() === 0))
  // And it is told live again.
  await until('notices come through', async () => {
    const { text } = await one.say('global', `echo ${crypto.randomUUID()}`)
    return until('it is heard', () => other.heard(text), 1000).catch(() => false)
  })
  leaveAll(one, other, ...crowd.pages)
}

/** The database is frozen, or killed and started again, for `seconds`; a session beside it plays on. */
export async function talkWithoutDatabase(
  cluster: ProcessCluster,
  draw: RandomState,
  how: 'frozen' | 'killed',
  seconds: number,
): Promise<void> {
  const { postgres } = cluster
  const urls = urlsOf(cluster)
  const crowd = await gather(urls, 8)
  const { aboard, leaver, page } = await play(urls)
  let isOver = false
  const talking = talk(crowd, draw, () => !isOver)
  await until('the talk is in full flow', () => acknowledgedBy(crowd) >= crowd.pages.length * 2)

  if (how === 'frozen') postgres.freeze()
  else await postgres.kill()
  const goneAt = Date.now()
  await leaver.room.leave()
  for (let turn = 0; Date.now() - goneAt < seconds * 1000; turn++) await mustPlayOn(aboard, (turn % 10) / 10)
  if (how === 'killed' || seconds > 10) {
    const isPutOff = () => crowd.pages.every(({ refusals }) => refusals.includes('chat-away'))
    await until('everybody is told that chat is away', isPutOff)
  }
  const backAt = Date.now()
  if (how === 'frozen') postgres.thaw()
  else await postgres.start()
  isOver = true
  let isSaid = false
  void talking.then(() => {
    isSaid = true
  })
  await until('everything said is acknowledged', () => isSaid, promised.whole)
  const early = crowd.pages.flatMap((each) =>
    each.acknowledged.filter(({ askedAt, answeredAt }) => askedAt > goneAt && answeredAt < backAt),
  )
  assert.deepEqual(early, [], 'nothing is acknowledged without the database')
  await mustBeWhole(crowd, promised.whole)
  const isRight = () => page.channels().every(({ id }) => id === channelId.global)
  await until('who left the session reads it no more', isRight, promised.whole)
  leaveAll(page, ...crowd.pages)
  await aboard.room.leave()
}

/** Two in a session that runs; the second one has a page, which reads the session's channels. */
async function play(urls: () => string[]) {
  const [creator, page] = await Promise.all([arrive(urls, 'Ann', 0), arrive(urls, 'Bo', 1)])
  const settings = { scenario: 'siege', ships: 1 }
  const aboard = await creator.player.open(ShipReplica, { name: 'Beside', settings })
  const leaver = await page.player.join(ShipReplica, aboard.session)
  await aboard.command('seat.take', { group: 0, seat: 'helm' })
  await leaver.command('seat.take', { group: 0, seat: 'weapons' })
  await leaver.command('session.ready', { ready: true })
  await aboard.command('session.start')
  const crew = channelId.crew(aboard.session, 0)
  await until('the crew reads its channel', () => page.channels().some(({ id }) => id === crew))
  creator.leave()
  return { aboard, leaver, page }
}
