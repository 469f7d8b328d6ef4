/** A complete client in one file, without any code of ours: it takes the helm and flies 500 units to the north-east.
 *  `node docs/third-party-client.mjs http://localhost:2567`; docs/protocol.md explains every step. */
import { Client } from '@colyseus/sdk'

const url = process.argv[2] ?? 'http://localhost:2567'
let token = ''

async function post(path, body) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${path}: ${answer.error.message} ${answer.error.fix}`)
  return answer
}

// Sign in as a guest, and open a session of our own: it comes with a seat.
token = (await post('/auth/guest', { name: 'Pilot', bearer: true })).token
const { seat } = await post('/sessions', { name: 'Third party', isPublic: false, settings: {} })

// The state decodes itself: its schema comes with the handshake.
const room = await new Client(url).consumeSeatReservation(seat)

// Commands and orders are numbered; event 1, `reply`, answers them: [1, version, sequence, refusal?, detail?].
let sequence = 0
const waiting = new Map()
room.onMessage('*', (type, payload) => {
  if (type !== 'e' || !Array.isArray(payload)) return
  const [, ...events] = payload
  for (const [code, , number, refusal, detail] of events) {
    if (code !== 1) continue
    if (refusal) waiting.get(number)?.reject(new Error(detail ?? refusal))
    else waiting.get(number)?.resolve()
    waiting.delete(number)
  }
})
function send(name, args) {
  const answer = Promise.withResolvers()
  waiting.set(++sequence, answer)
  room.send(name, { sequence, arguments: args })
  return answer.promise
}

await send('seat.take', { group: 0, seat: 'helm' })
await send('session.start', {})
await send('helm.heading', { heading: Math.PI / 4 })
await send('helm.impulse', { value: 1 })

let [start, told] = [undefined, 0]
room.onStateChange(({ game: { ship } }) => {
  start ??= { x: ship.x, z: ship.z }
  const flown = Math.hypot(ship.x - start.x, ship.z - start.z)
  if (flown < told) return
  console.log(`${ship.name} is at ${ship.x.toFixed(0)}, ${ship.z.toFixed(0)}: ${flown.toFixed(0)} units flown`)
  told = Math.floor(flown / 100 + 1) * 100
  if (flown >= 500) void room.leave()
})
