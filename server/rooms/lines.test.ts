/** The sockets of a room live by their tokens: who brings a new one goes on, who does not is sent away. */
import assert from 'node:assert/strict'
import type { Client } from '@colyseus/core'
import { closeCodes } from '../../schema/close-codes.ts'
import { RefusedError } from '../../schema/errors.ts'
import type { PackedEvent } from '../../schema/events/wire.ts'
import { localConnections } from '../cluster/connections.ts'
import { Lines, type Pass } from './lines.ts'

const minute = 60_000

function stage() {
  const lost: string[] = []
  const identities = {
    async verify(token: unknown) {
      if (token !== 'ann, renewed' && token !== 'bo') throw new RefusedError('not-signed-in')
      const id = token === 'bo' ? 'bo' : 'ann'
      return { id, name: id, signIn: 'new', until: 30 * minute }
    },
  }
  const connections = localConnections()
  const lines = new Lines({ connections, identities }, (_client, player, isLost) => isLost && lost.push(player))
  const open = (id: string, sessionId = id) => {
    const auth: Pass = { id, name: id, signIn: 'old', until: 15 * minute, address: '' }
    const client = {
      ...{ auth, sessionId, closed: 0, sent: [] as unknown[], isBroken: false },
      send(_name: string, events: unknown) {
        if (client.isBroken) throw new Error('broken')
        client.sent.push(events)
      },
      leave: (code: number) => (client.closed = code),
    }
    lines.open(client as unknown as Client)
    return client
  }
  return { lines, lost, open, connections }
}

describe('the sockets of a room', () => {
  it('end with their token, within a second of it, and not before', () => {
    const { lines, lost, open } = stage()
    const ann = open('ann')
    lines.expire(15 * minute)
    assert.equal(ann.closed, 0)
    lines.expire(15 * minute + 1)
    assert.equal(ann.closed, closeCodes.expired)
    assert.deepEqual(lost, ['ann'])
  })

  it('go on with a renewed token of the same player, and with nothing else', async () => {
    const { lines, open, connections } = stage()
    const [ann, bo] = [open('ann'), open('bo')]
    await lines.renew(ann as unknown as Client, 'ann, renewed', minute)
    await lines.renew(bo as unknown as Client, 'ann, renewed', minute)
    await lines.renew(bo as unknown as Client, 'nonsense', 2 * minute)
    lines.expire(16 * minute)
    assert.deepEqual([ann.closed, bo.closed], [0, closeCodes.expired])
    connections.signOut(['old'])
    assert.equal(ann.closed, 0, 'it lives by its new sign-in')
    connections.signOut(['new'])
    assert.equal(ann.closed, closeCodes.signedOut)
  })

  it('take no second token within ten seconds: checking one costs more than asking', async () => {
    const { lines, open } = stage()
    const bo = open('bo')
    await lines.renew(bo as unknown as Client, 'nonsense', minute)
    await lines.renew(bo as unknown as Client, 'bo', minute + 9000)
    lines.expire(16 * minute)
    assert.equal(bo.closed, closeCodes.expired)
  })

  it('tell what waits with the next flush, once, whatever becomes of the others', () => {
    const { lines, open } = stage()
    const [ann, bo, cy] = [open('ann'), open('bo'), open('cy')]
    const event = (tick: number) => ({ tick, priority: 3 as const, packed: [1] as unknown as PackedEvent, size: 1 })
    const failures: string[] = []
    const flush = () => lines.flush(({ message }) => failures.push(message))
    for (const player of ['ann', 'bo', 'nobody']) lines.tell(player, event(7))
    ann.isBroken = true
    flush()
    flush()
    lines.tell('bo', event(8))
    lines.close(bo as unknown as Client)
    flush()
    assert.deepEqual([ann.sent, bo.sent, cy.sent, failures], [[], [[7, [1]]], [], ['broken']])
  })

  it('of one player are the newest alone; the seat of the older one is void for coming back unasked', () => {
    const { lines, lost, open } = stage()
    const [first, second] = [open('ann', 'one'), open('ann', 'two')]
    assert.deepEqual([first.closed, second.closed, lost], [closeCodes.elsewhere, 0, []])
    assert.deepEqual([lines.isReplaced('one'), lines.isReplaced('two')], [true, false])
    assert.equal(lines.of('ann'), second)
  })

  it('come by the newest seat that was asked for', () => {
    const { lines } = stage()
    const [first, second] = [lines.nextTurn('ann'), lines.nextTurn('ann')]
    const pass = { id: 'ann', name: 'ann', signIn: '', until: 0, address: '' }
    assert.deepEqual(
      [lines.isNewest({ ...pass, turn: first }), lines.isNewest({ ...pass, turn: second })],
      [false, true],
    )
  })
})
