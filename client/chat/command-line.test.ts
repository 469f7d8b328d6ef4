import assert from 'node:assert/strict'
import fc from 'fast-check'
import { RefusedError } from '../../schema/errors.ts'
import type { Content } from '../../schema/people.ts'
import { peopleShapes } from '../../schema/people-shapes.ts'
import { peopleText } from '../text/people.ts'
import { completionsOf, distanceBetween, parseCommand, runLine } from './command-line.ts'
import type { CommandContext } from './commands/command.ts'
import { commands } from './commands/index.ts'

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`
const session = id(9)
const view = (channel: string) => ({ id: channel, title: '', epoch: 1, head: 0, read: 0, slowSeconds: 0 })

function page(some: Partial<CommandContext> = {}) {
  const posted: { channel: string; content: Content }[] = []
  const done: string[] = []
  const note = (what: string) => async () => {
    done.push(what)
    return { code: 'ABC' }
  }
  const context: CommandContext = {
    me: { id: id(1), name: 'Mira' },
    channel: `crew:${session}:0`,
    channels: ['global', `session:${session}`, `crew:${session}:0`, `team:${id(8)}`].map(view),
    session: { id: session, name: 'Friday' },
    known: [
      { id: id(1), name: 'Mira' },
      { id: id(2), name: 'Ann' },
      { id: id(3), name: 'Ann Lee' },
    ],
    present: ['Ann: Helm'],
    isInvisible: false,
    post: (channel, content) => posted.push({ channel, content }),
    open: (channel) => done.push(`open ${channel}`),
    toggleMute: (who) => done.push(`mute ${who.id}`) > 0,
    setInvisible: async (isInvisible) => done.push(`invisible ${isInvisible}`) > 0,
    befriend: async (name) => done.push(`befriend ${name}`),
    block: async (who) => done.push(`block ${who.id}`),
    invite: async (who) => done.push(`invite ${who.id}`),
    team: { create: note('create'), invite: note('team invite'), join: note('join'), leave: note('leave') },
    ...some,
  }
  return { context, posted, done }
}

describe('slash commands', () => {
  for (const command of commands) {
    describe(`/${command.name}`, () => {
      it('says how it is written and what it does', () => {
        assert.ok(command.usage.startsWith(`/${command.name}`))
        assert.ok(command.help.length > 5)
      })

      it('answers anything typed after it with a sentence, or does it', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom('', 'Ann', 'Ann Lee hello', '"Ann" x', 'nobody', '2d6', 'wave', 'x y z'),
            async (rest) => {
              const { context, posted, done } = page()
              const told = await runLine(context, `/${command.name} ${rest}`)
              assert.ok(posted.length + done.length > 0 || (told ?? '').length > 0)
              for (const { channel, content } of posted) {
                const post = { channel, id: 'd3b07384-d9a0-4c9b-8c1d-5a4f1e2b3c4d', content }
                assert.ok(peopleShapes['chat.post'].safeParse(post).success, JSON.stringify(post))
              }
            },
          ),
        )
      })

      it('offers only words that it takes', () => {
        const { context } = page()
        for (const word of command.complete?.(context, '') ?? []) assert.ok(word.length > 0)
      })
    })
  }

  it('are each there once', () => {
    assert.equal(new Set(commands.map(({ name }) => name)).size, commands.length)
  })

  it('take the longest name that fits', async () => {
    const { context, posted } = page()
    await runLine(context, '/w ann lee are you there')
    assert.deepEqual(posted, [
      { channel: `private:${id(1)}:${id(3)}`, content: { kind: 'say', text: 'are you there' } },
    ])
  })

  it('name the nearest when there is no such command', async () => {
    assert.equal(await runLine(page().context, '/inivte Ann'), peopleText.commands.unknown('inivte', 'invite'))
  })

  it('tell why the server refused', async () => {
    const refusing = { block: () => Promise.reject(new RefusedError('too-many-people')) }
    const told = await runLine(page(refusing).context, '/block Ann')
    assert.match(told ?? '', /list of people is full/)
  })

  it('leave two slashes as one of a message', async () => {
    const { context, posted } = page()
    await runLine(context, '//help')
    assert.deepEqual(posted[0]?.content, { kind: 'say', text: '/help' })
    assert.equal(parseCommand('no /command'), undefined)
  })

  it('roll no dice that the server would refuse', async () => {
    for (const dice of ['0d6', '11d6', '1d1', '1d1001', 'six', '-1d6']) {
      const { context, posted } = page()
      assert.equal(await runLine(context, `/roll ${dice}`), peopleText.commands.dice)
      assert.deepEqual(posted, [])
    }
  })
})

describe('completion', () => {
  it('completes commands, their words, and names in a sentence', () => {
    const { context } = page()
    assert.deepEqual(
      completionsOf(context, '/gl').map(({ line }) => line),
      ['/global '],
    )
    assert.deepEqual(
      completionsOf(context, '/w ann').map(({ line }) => line),
      ['/w Ann Lee '],
    )
    assert.deepEqual(
      completionsOf(context, 'hello @an').map(({ line }) => line),
      ['hello @Ann ', 'hello @Ann Lee '],
    )
    assert.deepEqual(completionsOf(context, 'hello'), [])
  })

  it('measures how far words are apart as a distance does', () => {
    const word = fc.stringMatching(/^[a-c]{0,5}$/)
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        assert.equal(distanceBetween(a, a), 0)
        assert.equal(distanceBetween(a, b), distanceBetween(b, a))
        assert.ok(distanceBetween(a, c) <= distanceBetween(a, b) + distanceBetween(b, c))
      }),
    )
  })
})
