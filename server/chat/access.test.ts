import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { channelId } from '../../schema/people.ts'
import { channelsOf, type Standing, whyNotRead, whyNotSpeak } from './access.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [ann, bo, cy, session, other, team] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const place = (isSpectator: boolean, group = 1) => ({
  session,
  name: 'Gannet Reach',
  group,
  ship: 'Intrepid',
  isSpectator,
})
const flying: Standing = { place: place(false), team: undefined }

describe('a channel', () => {
  it('of a crew is read by that crew alone: not by another, not by spectators, not by those who have no seat', () => {
    equal(whyNotRead(ann, flying, channelId.crew(session, 1)), undefined)
    equal(whyNotRead(ann, flying, channelId.crew(session, 2)), 'not-in-channel')
    equal(whyNotRead(ann, flying, channelId.crew(other, 1)), 'not-in-channel')
    equal(whyNotRead(ann, { ...flying, place: place(true) }, channelId.crew(session, 1)), 'not-in-channel')
    equal(whyNotRead(ann, { ...flying, place: place(false, -1) }, channelId.crew(session, 1)), 'not-in-channel')
    equal(whyNotRead(ann, { ...flying, place: undefined }, channelId.crew(session, 1)), 'not-in-channel')
  })

  it('of a session is read by spectators, who speak among themselves only', () => {
    const watching = { place: place(true), team: undefined, isMuted: false }
    equal(whyNotRead(ann, watching, channelId.session(session)), undefined)
    equal(whyNotSpeak(ann, watching, channelId.session(session)), 'spectators-watch')
    equal(whyNotSpeak(ann, watching, channelId.spectators(session)), undefined)
    equal(whyNotRead(ann, flying, channelId.spectators(session)), 'not-in-channel')
  })

  it('of two people is read by the two, under one id', () => {
    equal(whyNotRead(ann, flying, channelId.private(ann, bo)), undefined)
    equal(whyNotRead(bo, flying, channelId.private(ann, bo)), undefined)
    equal(channelId.private(ann, bo), channelId.private(bo, ann))
    equal(whyNotRead(cy, flying, channelId.private(ann, bo)), 'not-in-channel')
    equal(whyNotRead(ann, flying, `private:${bo}:${ann}`), 'not-in-channel')
    equal(whyNotRead(ann, flying, channelId.private(ann, ann)), 'not-in-channel')
  })

  it('of a team is read by its members', () => {
    equal(whyNotRead(ann, { place: undefined, team: { id: team, name: 'Gulls' } }, channelId.team(team)), undefined)
    equal(
      whyNotRead(ann, { place: undefined, team: { id: other, name: 'Gulls' } }, channelId.team(team)),
      'not-in-channel',
    )
    equal(whyNotRead(ann, flying, channelId.team(team)), 'not-in-channel')
  })

  it('is closed to the voice of whoever is muted, unless it is private', () => {
    const muted = { ...flying, isMuted: true }
    equal(whyNotSpeak(ann, muted, channelId.global), 'muted')
    equal(whyNotSpeak(ann, muted, channelId.crew(session, 1)), 'muted')
    equal(whyNotSpeak(ann, muted, channelId.private(ann, bo)), undefined)
  })

  it('is listed exactly when it may be read', () => {
    const standing = fc.record({
      place: fc.option(
        fc.record({
          ...{ session: fc.constantFrom(session, other), name: fc.string(), ship: fc.string() },
          ...{ group: fc.integer({ min: -1, max: 7 }), isSpectator: fc.boolean() },
        }),
        { nil: undefined },
      ),
      team: fc.option(fc.record({ id: fc.constantFrom(team, other), name: fc.string() }), { nil: undefined }),
    })
    const all = [
      channelId.global,
      ...[team, other].map(channelId.team),
      ...[session, other].flatMap((id) => [
        channelId.session(id),
        channelId.spectators(id),
        ...Array.from({ length: 8 }, (_, group) => channelId.crew(id, group)),
      ]),
    ]
    fc.assert(
      fc.property(standing, (at) => {
        const listed = channelsOf(at).map(({ id }) => id)
        deepEqual(all.filter((channel) => whyNotRead(ann, at, channel) === undefined).sort(), listed.sort())
      }),
    )
  })
})
