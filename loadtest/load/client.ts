/** One client of a load test, and what a script makes of it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Room } from 'colyseus.js'
import { type RandomState, seedRandom } from '../../simulation/random.ts'
import { Person } from '../bot/person.ts'
import type { Meter } from './meter.ts'
import type { LoadSettings } from './settings.ts'

/** What the clients of a load test do. */
export interface LoadScenario {
  readonly name: string
  /** What one client does, from its first request to its last. */
  readonly summary: string
  /** What the three latencies are here: from what to what. */
  readonly counts: { join: string; update: string; action: string }
  /** Makes what the clients of one run share, and with it the course of one client, which ends when `pause` says so. */
  prepare(settings: LoadSettings): (client: LoadClient) => Promise<void>
}

/** Longer than this nothing is waited for. */
const patienceMs = 10_000

/** The connection is lost, which the meter knows already. */
class LostError extends Error {}

export class LoadClient {
  readonly index: number
  readonly settings: LoadSettings
  readonly meter: Meter
  readonly random: RandomState
  private readonly over: AbortSignal
  private readonly lost = new AbortController()
  private readonly actions = new Set<Promise<void>>()

  /** `over` is aborted when the test ends. */
  constructor(index: number, settings: LoadSettings, meter: Meter, over: AbortSignal) {
    this.index = index
    this.settings = settings
    this.meter = meter
    this.random = seedRandom(settings.seed * 1009 + index)
    this.over = over
  }

  /** Lives from first to last; what goes wrong is counted. */
  async live(course: (client: LoadClient) => Promise<void>): Promise<void> {
    try {
      await course(this)
    } catch (error) {
      this.failed(error)
    }
  }

  /** A signed-in player whose connections are counted. */
  async signIn(): Promise<Person> {
    const person = new Person(this.settings.url, `Load ${this.index + 1}`)
    person.onRoom = (room) => this.connected(room)
    await this.within('sign-in', person.signIn())
    return person
  }

  connected(room: Room): void {
    this.meter.connected(this.index, room, () => this.lost.abort())
  }

  /** Measures a join, which ends with the first state. */
  async join<Joined>(join: () => Promise<Joined>): Promise<Joined> {
    const asked = performance.now()
    const joined = await this.within('join', join())
    this.meter.joinMs.push(performance.now() - asked)
    return joined
  }

  /** Measures an action up to its answer: a refusal's code, or undefined. What goes wrong is counted, not thrown. */
  act(what: string, ask: () => Promise<string | undefined>): Promise<void> {
    const asked = performance.now()
    const action = this.within(what, ask())
      .then((code) => {
        this.meter.actionMs.push(performance.now() - asked)
        if (code !== undefined) this.meter.refused(this.index, what, code)
      })
      .catch((error) => this.failed(error))
      .finally(() => this.actions.delete(action))
    this.actions.add(action)
    return action
  }

  /** Measures the time until the room's state is as `isShown` expects. */
  async see<State>(what: string, room: Room<unknown, State>, isShown: (state: State) => boolean): Promise<void> {
    const began = performance.now()
    const shown = Promise.withResolvers<void>()
    room.onStateChange((state) => isShown(state) && shown.resolve())
    await this.within(what, shown.promise)
    this.meter.updateMs.push(performance.now() - began)
  }

  /** Resolves to true after `ms`, to false as soon as the test is over or the connection lost. */
  async pause(ms: number): Promise<boolean> {
    try {
      await wait(ms, undefined, { signal: AbortSignal.any([this.over, this.lost.signal]) })
      return true
    } catch {
      return false
    }
  }

  /** Leaves once every action is answered, so that the slowest ones are not left out. */
  async leave(room: Pick<Room, 'leave'>): Promise<void> {
    await Promise.all(this.actions)
    if (!this.lost.signal.aborted) await this.within('leave', room.leave())
  }

  /** Waits for `promise`, but not for ever, and not on a lost connection. */
  async within<Result>(what: string, promise: Promise<Result>): Promise<Result> {
    const ended = Promise.withResolvers<never>()
    const timer = setTimeout(() => ended.reject(new Error(`${what}: nothing for ${patienceMs} ms`)), patienceMs)
    const lose = () => ended.reject(new LostError())
    this.lost.signal.addEventListener('abort', lose)
    try {
      if (this.lost.signal.aborted) lose()
      return await Promise.race([promise, ended.promise])
    } finally {
      clearTimeout(timer)
      this.lost.signal.removeEventListener('abort', lose)
    }
  }

  private failed(error: unknown): void {
    if (error instanceof LostError) return
    this.meter.failed(this.index, inOneLine(error))
  }
}

/** An error in one line; a failed `fetch` says why only in its cause. */
export function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  const reason = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : ''
  return (reason === '' ? message : `${message} (${reason})`).split('\n')[0]!
}
