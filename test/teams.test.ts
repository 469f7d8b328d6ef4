/** Teams on both databases: their rules, and what happens when several do something at once, guess, or come too late. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { limits as sizes } from '../schema/limits.ts'
import type { NotificationContent } from '../schema/people.ts'
import type { Team } from '../schema/teams.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'
import { limitTable, openLimits } from '../server/rate-limits.ts'
import { teamRoutes } from '../server/teams/teams.routes.ts'
import { invitationDays, teamOf } from '../server/teams/teams.ts'
import { fresh } from './accounts.ts'
import { describeOnBoth } from './databases.ts'
import { type Served, serveRoutes } from './routes.ts'

const dayMs = 86_400_000

describeOnBoth('teams', (stand) => {
  let orm: Database
  let served: Served
  let strict: Served
  let now = Date.UTC(2030, 0, 1)
  const told: { player: string; content: NotificationContent }[] = []
  const changes: [string, string | undefined][] = []
  const blocked = new Set<string>()
  before(async () => {
    orm = (await stand.open()).orm
    const serve = (factor: number) => {
      const limits = openLimits(factor)
      const routes = teamRoutes({
        orm,
        // Each asks a moment later, so that it is clear who came first.
        now: () => now++,
        limits,
        notify: async (player, content) => void told.push({ player, content }),
        isBlockedBy: async (player, other) => blocked.has(`${player} ${other}`),
        changed: (player, team) => void changes.push([player, team?.id]),
      })
      return serveRoutes(orm, limits, routes)
    }
    served = await serve(1000)
    strict = await serve(1)
  })
  after(() => [served, strict].map((each) => each.close()))
  beforeEach(() => {
    told.length = 0
    changes.length = 0
  })

  const somebody = async (name = 'Ann') => {
    const id = randomUUID()
    await orm.insert(tables.players).values({ id, name })
    return id
  }
  const some = (count: number) => Promise.all(Array.from({ length: count }, () => somebody()))
  const found = async (founder: string, name = fresh('Owls')) => {
    const { body, code } = await served.ask(founder, 'POST /teams', { name })
    assert.equal(code, '')
    return body as Team
  }
  const invite = async (inviter: string, player?: string) => {
    const { body, code } = await served.ask(inviter, 'POST /teams/invitations', player ? { player } : {})
    assert.equal(code, '')
    return (body as { code: string }).code
  }
  const join = (player: string, code: string) => served.ask(player, 'POST /teams/join', { code })
  const leave = (player: string) => served.ask(player, 'POST /teams/leave')
  const mine = async (player: string) => (await served.ask(player, 'GET /teams/mine')).body as Team
  const codesOf = (answers: { code: string }[]) => answers.map(({ code }) => code).sort()

  it('are founded, and joined by a code as people write it', async () => {
    const [ann, ben] = [await somebody('Ann'), await somebody('Ben')]
    const team = await found(ann, '  Night   Owls ')
    assert.equal(team.name, 'Night Owls')
    const code = await invite(ann)
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
    const joined = await join(ben, ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`)
    assert.deepEqual(joined.body, {
      id: team.id,
      name: 'Night Owls',
      members: [
        { id: ann, name: 'Ann', role: 'founder' },
        { id: ben, name: 'Ben', role: 'member' },
      ],
    })
    assert.deepEqual([await mine(ann), await mine(ben)], [joined.body, joined.body])
    assert.deepEqual(changes, [
      [ann, team.id],
      [ben, team.id],
    ])
    assert.deepEqual(await teamOf(orm, ben), { id: team.id, name: 'Night Owls' })
  })

  it('have names that nobody takes for each other', async () => {
    const [ann, ben] = (await some(2)) as [string, string]
    await found(ann, 'Räven')
    assert.equal((await served.ask(ben, 'POST /teams', { name: 'RAVEN' })).code, 'team-name-in-use')
    for (const name of ['x', 'x'.repeat(25), '', '\u3164\u3164', 7]) {
      assert.equal((await served.ask(ben, 'POST /teams', { name })).code, 'bad-team-name', String(name))
    }
    assert.equal(await teamOf(orm, ben), undefined)
    await leave(ann)
    await found(ben, 'raven')
  })

  it('of one name founded at once are one', async () => {
    const founders = await some(4)
    const name = fresh('Owls')
    const answers = await Promise.all(founders.map((each) => served.ask(each, 'POST /teams', { name })))
    assert.deepEqual(codesOf(answers), ['', 'team-name-in-use', 'team-name-in-use', 'team-name-in-use'])
  })

  it('are one at most for everybody, also when asked for twice at once', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    const twice = await Promise.all([1, 2].map(() => served.ask(ann, 'POST /teams', { name: fresh() })))
    assert.deepEqual(codesOf(twice), ['', 'in-team'])
    await found(ben)
    const codes = [await invite(ann), await invite(ben)]
    assert.deepEqual(codesOf(await Promise.all(codes.map((code) => join(cleo, code)))), ['', 'in-team'])
    // A new code: either of the two may be the used one.
    assert.equal((await join(ann, await invite(ben))).code, 'in-team')
  })

  it('let nobody in twice by one code: of many at once exactly one, and nobody later', async () => {
    const [ann, ...others] = (await some(6)) as [string, ...string[]]
    await found(ann)
    const code = await invite(ann)
    const answers = await Promise.all(others.map((each) => join(each, code)))
    assert.deepEqual(codesOf(answers), ['', ...Array(4).fill('invitation-over')])
    assert.equal((await mine(ann)).members.length, 2)
    assert.equal((await join(await somebody(), code)).code, 'invitation-over')
  })

  it('keep a code that somebody could not use', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    await found(ann)
    await found(ben)
    const code = await invite(ann)
    assert.equal((await join(ben, code)).code, 'in-team')
    assert.equal((await join(cleo, code)).code, '')
  })

  it('take nobody by a code that has run out, or whose giver has left', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    await found(ann)
    const late = await invite(ann)
    now += invitationDays * dayMs
    assert.equal((await join(ben, late)).code, 'invitation-over')
    assert.equal((await join(ben, await invite(ann))).code, '')
    const left = await invite(ben)
    await leave(ben)
    assert.equal((await join(cleo, left)).code, 'invitation-over')
  })

  it('invite one person alone, who is told, and whose code helps nobody else', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    const team = await found(ann)
    const code = await invite(ann, ben)
    assert.deepEqual(told, [
      {
        player: ben,
        content: {
          ...{ kind: 'team-invitation', from: ann, name: `Name of ${ann}`, team: team.id, teamName: team.name },
          code,
        },
      },
    ])
    assert.equal((await join(cleo, code)).code, 'no-such-invitation')
    assert.equal((await join(ben, code)).code, '')
    assert.equal((await join(cleo, code)).code, 'no-such-invitation', 'used or not is not theirs to know')
  })

  it('answer whoever is blocked as if they were not', async () => {
    const [ann, ben] = (await some(2)) as [string, string]
    await found(ann)
    blocked.add(`${ann} ${ben}`)
    assert.match(await invite(ann, ben), /-/)
    assert.deepEqual(told, [])
  })

  it('keep codes by their digest alone', async () => {
    const ann = await somebody()
    await found(ann)
    const code = await invite(ann)
    const rows = JSON.stringify(await orm.select().from(tables.invitations))
    assert.ok(!rows.includes(code) && !rows.includes(code.replaceAll('-', '')))
  })

  it('refuse what cannot be', async () => {
    const [ann, ben] = (await some(2)) as [string, string]
    const refused: [string, string, object | undefined, string][] = [
      [ben, 'GET /teams/mine', undefined, 'no-team'],
      [ben, 'POST /teams/leave', undefined, 'no-team'],
      [ben, 'POST /teams/invitations', {}, 'no-team'],
      [ben, 'POST /teams/join', { code: 'ABCDE-FGHJK' }, 'no-such-invitation'],
      [ben, 'POST /teams/join', { code: '💥' }, 'no-such-invitation'],
      [ben, 'POST /teams/join', { code: '' }, 'bad-shape'],
      [ben, 'POST /teams/join', { code: 'x'.repeat(65) }, 'bad-shape'],
      [ben, 'POST /teams/join', { code: { $ne: '' } }, 'bad-shape'],
      [ann, 'POST /teams/invitations', { player: ann }, 'yourself'],
      [ann, 'POST /teams/invitations', { player: randomUUID() }, 'no-such-person'],
      [ann, 'POST /teams/invitations', { player: 'Ben' }, 'bad-shape'],
      [ann, 'POST /teams/invitations', { team: randomUUID() }, 'bad-shape'],
      [randomUUID(), 'POST /teams', { name: fresh() }, 'not-signed-in'],
    ]
    await found(ann)
    for (const [player, call, body, code] of refused) {
      assert.equal((await served.ask(player, call, body)).code, code, `${call} ${JSON.stringify(body)}`)
    }
    assert.deepEqual(changes.length, 1)
  })

  it('pass the founder’s role to whoever is there longest, and end with the last one', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    const team = await found(ann)
    await join(cleo, await invite(ann))
    await join(ben, await invite(cleo))
    await leave(ann)
    assert.deepEqual(
      (await mine(ben)).members.map(({ id, role }) => [id, role]),
      [
        [cleo, 'founder'],
        [ben, 'member'],
      ],
    )
    await Promise.all([leave(cleo), leave(ben)])
    assert.deepEqual(await orm.select().from(tables.teams).where(eq(tables.teams.id, team.id)), [])
    assert.deepEqual(changes.at(-1)?.[1], undefined)
  })

  it('have a founder also when the server has forgotten theirs', async () => {
    const [ann, ben] = (await some(2)) as [string, string]
    await found(ann)
    await join(ben, await invite(ann))
    await orm.delete(tables.players).where(eq(tables.players.id, ann))
    assert.deepEqual((await mine(ben)).members, [{ id: ben, name: 'Ann', role: 'founder' }])
  })

  it('are full at some time, also for those who come at once', async () => {
    const [ann, ben, cleo] = (await some(3)) as [string, string, string]
    const { id: team } = await found(ann)
    const crowd = await some(sizes.teamMembers - 2)
    await orm.insert(tables.teamMembers).values(crowd.map((player) => ({ player, team, role: 'member' as const })))
    const codes = [await invite(ann), await invite(ann)]
    const answers = await Promise.all([join(ben, codes[0]!), join(cleo, codes[1]!)])
    assert.deepEqual(codesOf(answers), ['', 'team-full'])
    const [late, code] = answers[0].code === '' ? [cleo, codes[1]!] : [ben, codes[0]!]
    await leave(crowd[0]!)
    assert.equal((await join(late, code)).code, '', 'the code was not spent')
  })

  it('are not found by guessing: not by one player, nor by many from one address', async () => {
    const [ann, ...guessers] = (await some(13)) as [string, ...string[]]
    await found(ann)
    const code = await invite(ann)
    const guess = (player: string, address: string) =>
      strict.ask(player, 'POST /teams/join', { code: randomUUID() }, address)
    const wrong = limitTable.invitationGuesses.points
    const one = await Promise.all(Array.from({ length: wrong + 2 }, (_, n) => guess(guessers[0]!, `203.0.113.${n}`)))
    assert.deepEqual(codesOf(one), [...Array(wrong).fill('no-such-invitation'), 'too-fast', 'too-fast'])
    const right = await strict.ask(guessers[0]!, 'POST /teams/join', { code }, '203.0.113.99')
    assert.equal(right.code, 'too-fast')
    const all: string[] = []
    for (const guesser of guessers.slice(1)) {
      for (let count = 0; count < wrong; count++) all.push((await guess(guesser, '198.51.100.1')).code)
    }
    const { points } = limitTable.invitationGuessesFrom
    assert.equal(all.indexOf('too-fast'), points)
    assert.ok(all.slice(points).every((each) => each === 'too-fast'))
  })

  it('do not count who has a right code, from however crowded an address', async () => {
    const [ann, ben] = (await some(2)) as [string, string]
    await found(ann)
    for (let count = 0; count < limitTable.invitationGuesses.points + 2; count++) {
      const code = await invite(ann)
      assert.equal((await strict.ask(ben, 'POST /teams/join', { code }, '198.51.100.2')).code, '')
      await leave(ben)
    }
  })

  it('stay whole whatever people do at once: one team at most, one founder in each, none empty', async () => {
    const people = await some(4)
    // What earlier tests have left is not this one's.
    await orm.delete(tables.teams)
    const act = fc.tuple(fc.nat(3), fc.constantFrom('found', 'leave', 'invite', 'join'))
    const rounds = fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        await found(people[0]!)
        let code = await invite(people[0]!)
        const perform = async ([who, what]: [number, string]) => {
          const player = people[who]!
          if (what === 'found') return served.ask(player, 'POST /teams', { name: fresh('Crew') })
          if (what === 'leave') return leave(player)
          if (what === 'join') return join(player, code)
          const { body } = await served.ask(player, 'POST /teams/invitations', {})
          code = (body as { code?: string }).code ?? code
          return { status: 200 }
        }
        for (const round of all) {
          const answers = await Promise.all(round.map(perform))
          assert.ok(answers.every(({ status }) => status < 500))
          const members = await orm.select().from(tables.teamMembers)
          const teams = await orm.select().from(tables.teams)
          for (const { id } of teams) {
            const roles = members.filter(({ team }) => team === id).map(({ role }) => role)
            assert.ok(roles.length > 0, 'empty')
            assert.equal(roles.filter((role) => role === 'founder').length, 1)
          }
        }
        await Promise.all(people.map(leave))
      }),
      { numRuns: 15 },
    )
  }).timeout(60_000)
})
