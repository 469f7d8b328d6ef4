/** `npm run bench:cluster -- --json`: three processes on a Redis of their own: joins across, listings, the dead, placement. */
import { parseArgs } from 'node:util'
import { Person } from '../bot/person.ts'
import { startCluster } from './processes.ts'
import { printReport, round, spread } from './report.ts'
import { until } from './waiting.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
})
const creations = 30
const rounds = 3
const settings = { scenario: 'siege', ships: 1 }

const person = async (url: string, name: string): Promise<Person> => {
  const signedIn = new Person(url, name)
  await signedIn.signIn()
  return signedIn
}
const hostOf = ({ room }: Person) => new URL(room.connection.url ?? '').host

const joinAcrossMs: number[] = []
const listingDelayMs: number[] = []
const reapMs: number[] = []
let placementSpread = 0
let twinRooms = 0

for (let round = 0; round < rounds; round++) {
  const cluster = await startCluster(3)
  const urls = cluster.processes.map(({ url }) => url)
  const watcher = await person(urls[0]!, 'Watcher')
  const lobby = await watcher.enterLobby()
  const isListed = (session: string) => lobby.state.sessions.has(session)

  const opened: Person[] = []
  for (let index = 0; index < creations; index++) {
    const creator = await person(urls[index % urls.length]!, `Creator ${index}`)
    await creator.open({ name: `S${index}`, settings })
    const made = performance.now()
    await until('the session is listed', () => isListed(creator.session))
    listingDelayMs.push(performance.now() - made)
    opened.push(creator)
  }
  const counts = urls.map((url) => opened.filter((one) => hostOf(one) === new URL(url).host).length)
  placementSpread = Math.max(placementSpread, Math.max(...counts) - Math.min(...counts))

  for (const [index, { session }] of opened.entries()) {
    // Asked on another process than the one that holds it.
    const holder = urls.findIndex((url) => new URL(url).host === hostOf(opened[index]!))
    const guest = await person(urls[(holder + 1) % urls.length]!, `Guest ${index}`)
    const asked = performance.now()
    await guest.join(session)
    joinAcrossMs.push(performance.now() - asked)
    await guest.leave()
  }

  const rooms = Object.values(await cluster.redis.client.hgetall('roomcaches'))
  twinRooms += opened.filter(({ session }) => rooms.filter((room) => room.includes(session)).length > 1).length

  const victim = cluster.processes[2]!
  const lost = opened.filter((one) => hostOf(one) === new URL(victim.url).host)
  await victim.kill('SIGKILL')
  const killed = performance.now()
  await until('the dead are off the list', () => !lost.some(({ session }) => isListed(session)), 10_000)
  reapMs.push(performance.now() - killed)
  await cluster.stop()
}

const { p50, p95 } = spread(joinAcrossMs)
printReport(
  {
    joinAcrossMs: { p50, p95 },
    listingDelayMs: { p95: spread(listingDelayMs).p95 },
    reapMs: { max: round(Math.max(...reapMs)) },
    twinRooms,
    placementSpread,
  },
  Number(values.seed),
  values.json,
)
process.exit(0)
