/** A crowd of pages over several processes that talks while things go wrong, and what must be true of its talk afterwards. */
import assert from 'node:assert/strict'
import { until } from '../loadtest/bench/waiting.ts'
import { channelId } from '../schema/people.ts'
import type { ShipReplica } from '../schema/ship.replica.ts'
import { type RandomState, randomIndex } from '../simulation/random.ts'
import { openPage, type Page } from './chat-page.ts'
import { type Answered, type TestConnection, TestPlayer } from './server.ts'

/** Between two things that one of them says. */
const betweenMs = 250

export interface Crowd {
  pages: Page[]
  /** Those that each page may speak in. */
  channelsOf(page: Page): string[]
}

/** Somebody new with a page at one of the processes; when that goes, at another. */
export async function arrive(urls: () => string[], name: string, at = 0): Promise<Page> {
  const all = urls()
  const url = all[at % all.length]!
  const player = await TestPlayer.signIn(url, name)
  // The own process first, as long as it lives.
  return openPage(player, () => [...urls()].sort((one, other) => Number(other === url) - Number(one === url)))
}

export const here = ({ player }: Page, url: string): TestPlayer =>
  Object.assign(new TestPlayer(url), { token: player.token, id: player.id })

async function fine(answer: Promise<Answered>): Promise<Answered['body']> {
  const { status, body } = await answer
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

export async function befriend(one: Page, other: Page): Promise<void> {
  await fine(one.player.post('/people', { player: other.player.id }))
  await fine(other.player.post('/people', { player: one.player.id }))
  await until('both know', () => isFriend(one, other) && isFriend(other, one))
}
const isFriend = (page: Page, { player }: Page) => page.person(player.id)?.relation === 'friend'

/** `count` pages, spread over the processes: all read the global channel, the first four a team's, and every two next to each
 *  other, who are at different processes, a private one. */
export async function gather(urls: () => string[], count: number): Promise<Crowd> {
  const pages = await Promise.all(Array.from({ length: count }, (_, index) => arrive(urls, `P${index}`, index)))
  const [founder, ...members] = pages.slice(0, 4)
  const name = `T ${crypto.randomUUID().slice(0, 8)}`
  const team = (await fine(founder!.player.post('/teams', { name }))) as unknown as { id: string }
  for (const { player } of members) {
    const { code } = await fine(founder!.player.post('/teams/invitations', {}))
    await fine(player.post('/teams/join', { code }))
  }
  const channelsOf = (page: Page) => {
    const index = pages.indexOf(page)
    const partner = pages[index ^ 1]
    return [
      channelId.global,
      ...(index < 4 ? [channelId.team(team.id)] : []),
      ...(partner === undefined ? [] : [channelId.private(page.player.id, partner.player.id)]),
    ]
  }
  await until('the team reads its channel', () =>
    pages.slice(0, 4).every((page) => page.channels().some(({ id }) => id === channelId.team(team.id))),
  )
  return { pages, channelsOf }
}

let said = 0

/** Everybody says things here and there, one after the other, as long as `goesOn` says so of how many they have said. */
export async function talk(crowd: Crowd, draw: RandomState, goesOn: (words: number) => boolean): Promise<void> {
  const speak = async (page: Page) => {
    for (let words = 0; goesOn(words); words++) {
      const channels = crowd.channelsOf(page)
      const spokenAt = Date.now()
      await page.say(channels[randomIndex(draw, channels.length)]!, `word ${++said}`)
      // People speak at a pace: what a break brings must be less than what catching up does.
      await until('the next word', () => Date.now() - spokenAt >= betweenMs)
    }
  }
  await Promise.all(crowd.pages.map(speak))
}

export const acknowledgedBy = ({ pages }: Crowd): number =>
  pages.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)

/** Waits until everything acknowledged is with everybody who reads it, and checks that nothing is there twice or wrong. */
export async function mustBeWhole({ pages, channelsOf }: Crowd, withinMs: number): Promise<void> {
  const channels = new Set(pages.flatMap(channelsOf))
  for (const channel of channels) {
    const acknowledged = pages.flatMap((page) => page.acknowledged.filter((each) => each.channel === channel))
    if (acknowledged.length === 0) continue
    const head = Math.max(...acknowledged.map(({ seq }) => seq))
    const readers = pages.filter((page) => channelsOf(page).includes(channel))
    await until(
      `${channel} is with everybody up to ${head}`,
      () => readers.every((page) => page.log(channel).whole >= head),
      withinMs,
    )
    const kept = await history(readers[0]!, channel, head)
    assert.equal(kept.size, head, `${channel} counts without a gap`)
    for (const { seq, text } of acknowledged) assert.equal(kept.get(seq), text, `${channel} ${seq}`)
    const words = [...kept.values()]
    for (const { text } of acknowledged)
      assert.equal(words.filter((word) => word === text).length, 1, `${text} is once`)
    for (const page of readers) mustAgree(page, channel, kept, head)
  }
  for (const { contradictions } of pages) assert.deepEqual(contradictions, [])
}

function mustAgree(page: Page, channel: string, kept: ReadonlyMap<number, string>, head: number): void {
  const { base, texts } = page.log(channel)
  for (let seq = base + 1; seq <= head; seq++) assert.equal(texts.get(seq), kept.get(seq), `${channel} ${seq}`)
}

/** Everything that the server keeps of a channel, up to `head`. */
async function history(page: Page, channel: string, head: number): Promise<Map<number, string>> {
  const kept = new Map<number, string>()
  for (let before = head + 1; before > 1; ) {
    const answered = async () => (await page.ask('chat.history', { channel, before }))?.answer
    const { messages } = await until(`${channel} before ${before} is read`, answered)
    assert.notEqual(messages.length, 0, `${channel} ends before ${before}`)
    for (const { seq, text } of messages) kept.set(seq, text)
    before = messages[0]!.seq
  }
  return kept
}

/** The session goes on and obeys; waits for it. */
export async function mustPlayOn(aboard: TestConnection<ShipReplica>, impulse: number): Promise<void> {
  const { tick } = aboard.state
  assert.equal(await aboard.command('helm.impulse', { value: impulse }), '')
  await until('it plays on', () => aboard.state.tick >= tick + 10, 2000)
}
