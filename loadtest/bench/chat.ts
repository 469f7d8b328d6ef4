/** `npm run bench:chat -- --json`: a thousand players on two processes talk to everybody and in fifty sessions while some of
 *  them lose their line; how soon and whether every message arrives, how soon presence does, and how much one line carries. */
import { parseArgs } from 'node:util'
import { type ChatLine, channelId, kindOf } from '../../schema/people.ts'
import { nextRandom, randomIndex, seedRandom } from '../../simulation/random.ts'
import { type Heardbook, openHeardbook, openPeopleLightly, type PeopleConnection } from '../bot/people.ts'
import { Person } from '../bot/person.ts'
import { joinAndReturn, openLightly } from '../bot/returning.ts'
import { startCluster } from './processes.ts'
import { printReport, round, spread } from './report.ts'
import { until } from './waiting.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    players: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
  },
})
const seed = Number(values.seed)
const seconds = Number(values.seconds)
const crowdSize = Number(values.players)
const sessions = 50
/** Messages a second: to everybody, and in all sessions together. */
const rates = { global: 7, session: 206 }
const cutsPerSecond = 5
const catchUpMs = 300
const settings = { scenario: 'siege', ships: 4 }
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

interface Talker {
  person: Person
  session: string
  line: PeopleConnection
  book: Heardbook
  isCut: boolean
}

const draw = seedRandom(seed)
const cluster = await startCluster(2)
const urls = cluster.processes.map(({ url }) => url)
/** When each message was sent, by its text; and how long each took to each who was not cut. */
const sentAt = new Map<string, number>()
const tookMs: number[] = []
let delivered = 0
const acknowledged: { channel: string; seq: number }[] = []
let refused = 0

const begun = performance.now()
/** Where the benchmark is, for who waits for it. */
const say = (what: string) => values.json || console.error(`${round((performance.now() - begun) / 1000)} s: ${what}`)
let talkers: Talker[] = []
try {
  talkers = await gather()
  say('gathered')
  const figures = await talk()
  say('talked')
  const presenceMs = await watchFriends()
  say('watched')
  const onePlayer = await listenAlone()
  printReport({ players: crowdSize, sessions, ...figures, presenceMs, ...onePlayer }, seed, values.json)
} finally {
  await cluster.stop()
}
process.exit(0)

/** Everybody signs in, twenty to a session, and opens the connection for life. */
async function gather(): Promise<Talker[]> {
  const all: Talker[] = []
  for (let session = 0; session < sessions; session++) {
    const people = await Promise.all(
      Array.from({ length: crowdSize / sessions }, async (_, index) => {
        const person = new Person(urls[index % urls.length]!, `S${session} P${index}`)
        await person.signIn()
        return person
      }),
    )
    const [creator] = people
    await creator!.open({ name: `S${session}`, settings, isPublic: false })
    const id = creator!.session
    const others = people.slice(1)
    await Promise.all(others.map(({ url, token }) => joinAndReturn(url, token, id, {}, openLightly)))
    for (const person of people) all.push(await listen(person, id))
  }
  await until(
    'everybody reads their session',
    () => all.every(({ line, session }) => readsSession(line, session)),
    30_000,
  )
  return all
}

function readsSession({ channels }: PeopleConnection, session: string): boolean {
  return channels.some(({ id }) => id === channelId.session(session))
}

async function listen(person: Person, session: string): Promise<Talker> {
  const book = openHeardbook()
  const talker = { person, session, book, isCut: false } as Talker
  talker.line = await openPeopleLightly(person.url, person.token, (name, message) => {
    if (name === 'chat') for (const line of message as ChatLine[]) hear(talker, line)
  })
  return talker
}

function hear({ book }: Talker, line: ChatLine): void {
  if (!book.take(line)) return
  delivered++
  const at = sentAt.get(line.text)
  if (at !== undefined) tookMs.push(performance.now() - at)
}

async function talk() {
  const end = performance.now() + seconds * 1000
  const started = performance.now()
  delivered = 0
  const posts = [at(rates.global, 'global'), at(rates.session, 'session')]
  const cuts = cutting(end)
  const stored = await Promise.all(posts)
  const lasted = (performance.now() - started) / 1000
  const { delivered: live } = { delivered }
  await cuts
  await until('everything acknowledged is heard by everybody', async () => (await missing(true)) === 0, 60_000).catch(
    () => 0,
  )
  return {
    deliveredPerSecond: round(live / lasted),
    ...{ p50Ms: spread(tookMs).p50, p95Ms: spread(tookMs).p95, p99Ms: spread(tookMs).p99 },
    lost: await missing(false),
    refused,
    storedPerSecond: round(stored.reduce((sum, count) => sum + count, 0) / lasted),
  }

  /** Messages at a steady rate, whether or not the last one has been answered; resolves to how many were acknowledged. */
  async function at(rate: number, kind: 'global' | 'session'): Promise<number> {
    const answers: Promise<boolean>[] = []
    for (let number = 0; performance.now() < end; number++) {
      const due = started + (number / rate) * 1000
      await pause(Math.max(0, due - performance.now()))
      answers.push(post(kind, number))
    }
    return (await Promise.all(answers)).filter(Boolean).length
  }
}

async function post(kind: 'global' | 'session', number: number): Promise<boolean> {
  const standing = talkers.filter(({ isCut }) => !isCut)
  const { line, session } = standing[randomIndex(draw, standing.length)]!
  const channel = kind === 'global' ? channelId.global : channelId.session(session)
  const text = `${kind} ${number}`
  sentAt.set(text, performance.now())
  const content = { kind: 'say', text }
  const asked = line.ask('chat.post', { channel, id: crypto.randomUUID(), content })
  const reply = await Promise.race([asked, pause(10_000)])
  if (reply?.answer === undefined) {
    // Whoever was cut in the middle never learns; whoever was refused does.
    if (reply !== undefined) refused++
    return false
  }
  acknowledged.push({ channel, seq: reply.answer.seq })
  return true
}

/** Lines are cut again and again; whoever is back catches up. */
async function cutting(end: number): Promise<void> {
  const running: Promise<void>[] = []
  while (performance.now() < end) {
    const standing = talkers.filter(({ isCut }) => !isCut)
    running.push(cutOnce(standing[randomIndex(draw, standing.length)]!))
    await pause(1000 / cutsPerSecond)
  }
  await Promise.all(running)
}

async function cutOnce(talker: Talker): Promise<void> {
  talker.isCut = true
  talker.line.cut()
  await pause(500 + nextRandom(draw) * 2000)
  const again = await openPeopleLightly(talker.person.url, talker.person.token, (name, message) => {
    if (name === 'chat') for (const line of message as ChatLine[]) hear(talker, line)
  })
  talker.line = again
  await catchUp(talker)
  talker.isCut = false
}

async function catchUp({ line, book }: Talker): Promise<void> {
  for (const { id, epoch, head } of line.channels) {
    if (head <= book.whole(id)) continue
    const { answer } = await line.ask('chat.catch-up', { channel: id, epoch, after: book.whole(id) })
    for (const said of answer?.messages ?? []) book.take(said)
  }
}

/** Pairs of acknowledged message and entitled recipient that did not arrive. With `again`, whoever misses one asks for it. */
async function missing(again: boolean): Promise<number> {
  const heads = new Map<string, number>()
  for (const { channel } of acknowledged) heads.set(channel, (heads.get(channel) ?? 0) + 1)
  let count = 0
  for (const talker of talkers) {
    const channels = [...heads].filter(([id]) => kindOf(id) === 'global' || id === channelId.session(talker.session))
    const lacking = channels.filter(([id, said]) => talker.book.whole(id) < said)
    for (const [id, said] of lacking) count += said - talker.book.whole(id)
    if (!again) continue
    for (const [id] of lacking) {
      const epoch = talker.line.channels.find((channel) => channel.id === id)?.epoch
      const { answer } = await talker.line.ask('chat.catch-up', { channel: id, epoch, after: talker.book.whole(id) })
      for (const said of answer?.messages ?? []) talker.book.take(said)
    }
  }
  if (count > 0 && again) await pause(catchUpMs)
  return count
}

/** Friends on different processes: one goes away and comes back, the other is told. */
async function watchFriends() {
  const tookMs: number[] = []
  for (let pair = 0; pair < 50; pair++) {
    const [one, other] = [0, 1].map((side) => new Person(urls[side]!, `Friend ${pair} ${side}`)) as [Person, Person]
    await Promise.all([one.signIn(), other.signIn()])
    await befriend(one, other)
    const line = await openPeopleLightly(one.url, one.token, () => {})
    let status = ''
    const watcher = await openPeopleLightly(other.url, other.token, (name, message) => {
      const people = name === 'people' ? message : name === 'welcome' ? (message as { people: unknown }).people : []
      for (const person of people as { id: string; presence: { status: string } }[]) {
        if (person.id === one.id) status = person.presence.status
      }
    })
    await until('the friend is there', () => status === 'lobby')
    for (const wanted of ['away', 'lobby']) {
      const changed = performance.now()
      void line.ask('presence.away', { away: wanted === 'away' })
      await until(`the friend is ${wanted}`, () => status === wanted)
      tookMs.push(performance.now() - changed)
    }
    line.cut()
    watcher.cut()
  }
  return spread(tookMs)
}

async function befriend(one: Person, other: Person): Promise<void> {
  for (const [asker, asked] of [
    [one, other],
    [other, one],
  ] as const) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${asker.token}` }
    const response = await fetch(`${asker.url}/people`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ player: asked.id }),
    })
    if (!response.ok) throw new Error(`no friendship: ${response.status} ${await response.text()}`)
  }
}

/** One line that hears a channel in which everybody talks at once. */
async function listenAlone() {
  const session = talkers[0]!.session
  const crew = talkers.filter((talker) => talker.session === session && !talker.isCut)
  const [listener] = crew
  const before = listener!.book.count(channelId.session(session))
  const started = performance.now()
  const end = started + 5000
  const speak = async ({ line }: Talker) => {
    while (performance.now() < end) {
      const content = { kind: 'say', text: 'all at once' }
      // Below what the room takes of one connection.
      const burst = Array.from({ length: 12 }, () =>
        line.ask('chat.post', { channel: channelId.session(session), id: crypto.randomUUID(), content }),
      )
      await Promise.all([Promise.race([Promise.all(burst), pause(5000)]), pause(100)])
    }
  }
  await Promise.all(crew.map(speak))
  const heard = listener!.book.count(channelId.session(session)) - before
  return { onePlayerReceivesPerSecond: round(heard / ((performance.now() - started) / 1000)) }
}
