/** Compares what a client holds with the authoritative world: who must be known, where, and how whole. */
import type { Tier } from '../../schema/contact.replica.ts'
import { mayBe, promises } from './interest.ts'
import type { BodyView, OwnView, Peer, View } from './peer.ts'
import type { Sighting, TrueBody, TrueCrew, Truth } from './truth.ts'

const turn = 2 * Math.PI
const apart = (one: number, other: number) => Math.abs(((((one - other) % turn) + turn * 1.5) % turn) - Math.PI)

/** How far own figures may be off: units, radians, points, shares. */
const ownPlace = 1
const ownHeading = 0.02
const points = 3.1
const energyPoints = 5.1
const shareStep = 0.02
/** Radians a second that ships turn at most, near enough: what a heading drawn on from the last look may have missed. */
const fastestTurn = 0.2
/** Ticks that figures of the own ship, and of the tiers, may be old, told at 5 Hz and at the tier's rate. */
const ownAge = 5
const ages: Record<Tier, number> = { near: 6, mid: 14, far: 24, always: 14 }

export interface Verdict {
  checked: number
  mismatches: number
  /** Mismatches by what was wrong. */
  reasons: Record<string, number>
}

/** Truths by tick: the view's own, and those some ticks before. */
export type Truths = Map<number, Truth>

/** Counts what of `view` is not as the world was at its tick, for a crew that is told as `tells` says. */
export function compare(view: View, truths: Truths, group: number, tells: Peer['tells']): Verdict {
  const verdict: Verdict = { checked: 0, mismatches: 0, reasons: {} }
  const check = (isRight: boolean, reason: string) => {
    verdict.checked++
    if (isRight) return
    verdict.mismatches++
    verdict.reasons[reason] = (verdict.reasons[reason] ?? 0) + 1
  }
  const truth = truths.get(view.tick)
  const crew = truth?.crews[group]
  check(crew !== undefined, 'tick')
  if (truth === undefined || crew === undefined) return verdict
  const recent = (age: number) =>
    Array.from({ length: age + 1 }, (_, back) => truths.get(view.tick - back)).filter((past) => past !== undefined)
  const owns = recent(ownAge).map(({ crews }) => crews[group]!.own)
  checkOwn(view.own, crew.own, owns, check)

  const shown = new Map(view.bodies.map((body) => [body.id, body]))
  const pasts = (id: number, age: number) =>
    recent(age).flatMap(({ bodies }) => bodies.filter((body) => body.id === id))
  /** Seen into at all these ticks: what a scan has just revealed is told with the next look. */
  const isOpenFor = (id: number, age: number) =>
    tells === 'all' ||
    recent(age).every(({ crews }) => crews[group]!.sightings.some((sighting) => sighting.id === id && sighting.isOpen))
  const expected = tells === 'all' ? everything(truth, crew) : crew.sightings
  for (const sighting of expected) {
    if (!crew.alive && tells === 'tiers') break
    checkSighting(sighting, shown.get(sighting.id), truth, { pasts, isOpenFor }, check)
    shown.delete(sighting.id)
  }
  check(shown.size === 0 || (!crew.alive && tells === 'tiers'), 'more than is there')
  return verdict
}

/** What was true before, by id and for so many ticks. */
interface History {
  pasts(id: number, age: number): TrueBody[]
  isOpenFor(id: number, age: number): boolean
}

type Check = (isRight: boolean, reason: string) => void

const everything = ({ bodies }: Truth, { own }: TrueCrew): Sighting[] =>
  bodies.filter(({ id }) => id !== own.id).map(({ id }) => ({ id, isOpen: true, isHidden: false }))

function checkOwn(own: OwnView, now: OwnView, recent: OwnView[], check: Check): void {
  check(own.id === now.id, 'own ship')
  check(Math.hypot(own.x - now.x, own.z - now.z) <= ownPlace, 'own place')
  const any = (isSame: (past: OwnView) => boolean) => recent.some(isSame)
  const near = (pick: (one: OwnView) => number, within: number) =>
    any((past) => Math.abs(pick(own) - pick(past)) <= within)
  check(
    any((past) => apart(own.heading, past.heading) <= ownHeading),
    'own heading',
  )
  for (const name of ['hull', 'shieldFront', 'shieldRear', 'energy'] as const)
    check(
      near((one) => one[name], name === 'energy' ? energyPoints : points),
      `own ${name}`,
    )
  for (const name of ['target', 'marked', 'alert'] as const)
    check(
      any((past) => own[name] === past[name]),
      `own ${name}`,
    )
  const widths = { power: 3, powerOrdered: 3, coolant: 10, heat: 1, health: 1 }
  for (const index of now.systems.keys())
    for (const [name, width] of Object.entries(widths) as [keyof typeof widths, number][])
      check(
        near((one) => one.systems[index]?.[name] ?? Number.NaN, shareStep * width),
        `system ${name}`,
      )
  for (const index of now.tubes.keys()) {
    const text = (one: OwnView) => `${one.tubes[index]?.ordnance} ${one.tubes[index]?.state}`
    check(
      any((past) => text(own) === text(past)),
      'tube',
    )
  }
}

function checkSighting(
  { id, away, isOpen, isHidden }: Sighting,
  body: BodyView | undefined,
  truth: Truth,
  { pasts, isOpenFor }: History,
  check: Check,
): void {
  if (isHidden) check(body === undefined, 'more than is known')
  else if (body === undefined) check(away !== undefined && away >= promises.far.reach, 'missing')
  if (isHidden || body === undefined) return
  const tier = body.tier ?? 'near'
  if (body.tier !== undefined) check(away === undefined ? tier === 'always' : mayBe(tier, away), 'tier')
  const now = truth.bodies.find((other) => other.id === id)!
  const promise = promises[tier]
  check(Math.hypot(body.x - now.x, body.z - now.z) <= promise.place, `${tier} place`)
  if (tier === 'far') return
  const recent = pasts(id, ages[tier])
  if (promise.heading !== undefined) {
    const within = promise.heading + fastestTurn / promise.rate
    check(
      recent.some((past) => apart(body.heading ?? Number.NaN, past.heading) <= within),
      `${tier} heading`,
    )
  }
  for (const name of ['hull', 'shieldFront', 'shieldRear'] as const) {
    if (!isOpen || now[name] === undefined) continue
    check(
      recent.some((past) => Math.abs((body[name] ?? Number.NaN) - past[name]!) <= shareStep) ||
        !isOpenFor(id, ages[tier]),
      `${tier} ${name}`,
    )
  }
}
