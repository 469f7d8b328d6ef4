/** `docs/protocol.md`: all that a client of somebody else needs. */
import { schemasFrom, shapeText } from './shapes.mjs'
import { table } from './table.mjs'

export async function protocolPage() {
  return [
    ...wayIn,
    ...(await ordersPart()),
    ...(await messagesPart()),
    ...(await statePart()),
    ...motionPart,
    ...closing,
    '',
  ].join('\n')
}

const wayIn = [
  '# The protocol',
  '',
  'Written by `npm run docs` from the code. [third-party-client.mjs](third-party-client.mjs) does in 60 lines what stands here:',
  'it needs `fetch` and the stock Colyseus SDK (`@colyseus/sdk`), and nothing of ours.',
  '',
  '## The way in',
  '',
  '1. **Sign in**: `POST /auth/guest` with `{ "name": "Wren", "bearer": true }` (or `/auth/sign-in` with an account). The answer',
  '   holds `token`, `expiresAt` and `refreshToken`. The token lives 15 minutes; `POST /auth/refresh` with',
  '   `{ "refreshToken": … }` trades for the next. Send it as `Authorization: Bearer …` with every request.',
  '2. **Get a seat**: `POST /sessions` with `{ "name": …, "settings": {} }` opens a session;',
  '   `POST /sessions/:id/join` with `{ "password"?, "watch"? }` joins one, whose id `GET /sessions/code/:code` tells.',
  '   The answer holds `session`, `code` for friends, and `seat`, which is good for five seconds and one socket.',
  '3. **Open the socket**: `new Client(url).consumeSeatReservation(seat)`. The handshake brings the schema, so the SDK',
  '   decodes the state by itself.',
  '4. **Stay**: when the token is renewed, send `session.renew` with it; a socket whose token has ended is closed.',
  '5. **Come back**: after a lost line, `POST /sessions/:id/resume` with a `nonce` of 8 to 64 characters brings a new seat; the',
  "   same nonce asked again books no second one. Seats are held for a minute. Switch the SDK's own reconnection off",
  '   (`room.reconnection.enabled = false`): the server does not take part in it.',
  '',
  'Every route stands at `/api` for people and at `/openapi.json` for tools. A refusal is',
  '`{ "error": { code, message, fix } }`; [errors.md](errors.md) lists them.',
  '',
]

async function ordersPart() {
  const { commandShapes } = await import('../../schema/messages.ts')
  const { limits } = await import('../../schema/limits.ts')
  const { commands } = await import('../../server/session/commands.ts')
  const { consoles } = await import('../../simulation/consoles/index.ts')
  const row = (name, shape, rate, remark) => [`\`${name}\``, `\`${shapeText(shape)}\``, String(rate), remark]
  const remarkOf = ({ isCaptains, isPersonal }) =>
    [isCaptains && "the captain's, from any seat", isPersonal && 'counts who gives it'].filter(Boolean).join('; ')
  const head = ['message', 'arguments', 'a second', 'note']
  return [
    '## Commands and orders',
    '',
    'Both are messages whose type is their name and whose payload is the envelope `{ sequence, arguments }`. `sequence` starts',
    'one above the `lastSequence` of `welcome` and grows by one with each message, over all connections of a session. A message',
    `sent again with its old sequence is answered with its first result and has no second effect, for the last ${limits.rememberedOrders}.`,
    '`at` is the tick, with a fraction, at which an order was given: orders of one step are obeyed in this order, then by sequence.',
    'It is believed within a quarter of a second; without it an order counts as given when it comes.',
    'Commands are answered with the next tick, orders once a step of the game has obeyed or refused them. Each kind has a rate:',
    'so many a second on average, twice as many at once; more are refused with `too-fast`, and far more are not answered.',
    '',
    'Commands of the platform. Take a seat, say that you are ready (who opened the session need not), start.',
    '',
    ...table(
      head,
      Object.entries(commandShapes).map(([name, shape]) => row(name, shape, commands[name].rate, '')),
    ),
    '',
    'Orders, by the console whose seat gives them. Headings are radians, 0 towards +z, clockwise towards +x. A `contact` is the',
    "`id` of one in the state, a `tube` or `crew` its index in the ship's list.",
    '',
    ...Object.values(consoles).flatMap(({ id, name, does, orders }) => [
      `### ${name}`,
      '',
      `${does}.`.replace('..', '.'),
      '',
      ...table(
        head,
        Object.entries(orders).map(([order, it]) => row(`${id}.${order}`, it.shape, it.rate, remarkOf(it))),
      ),
      '',
    ]),
  ]
}

async function messagesPart() {
  const { reply } = await import('../../schema/events/reply.ts')
  const { eventsMessage } = await import('../../schema/events/wire.ts')
  const { wave } = await import('../../schema/events/wave.ts')
  return [
    '## Messages from the server',
    '',
    '- `welcome`, once after joining: `{ player, lastSequence, tickHz, version }`.',
    '- `away`, after it, to whoever was gone for more than three seconds: `[seconds, frame, …]`, a frame of events for each',
    '  piece of news.',
    `- \`${eventsMessage}\`, events: at most once a tick, and at once for what is most urgent.`,
    '',
    '### Events',
    '',
    'A frame is `[tick, event, …]`; an event is `[code, version, ...values]`, the values in the order of its keys in',
    '[events.md](events.md). Values at the end that are not there are left out, others are null. The most urgent come first,',
    'then in the order they happened; answers to orders are among them:',
    '',
    '```json',
    `[812, [${reply.code}, ${reply.version}, 41], [${reply.code}, ${reply.version}, 42, "refused", "Undock first."], [${wave.code}, ${wave.version}, 2, 5]]`,
    '```',
    '',
    'says: at tick 812 order 41 was obeyed, order 42 refused, and wave 2 of 5 came. An event of an unknown code or version is',
    'for newer clients: leave it out. A frame above 1 KiB may come as bytes instead of a list: its JSON, deflated (RFC 1951,',
    "`new DecompressionStream('deflate-raw')`). When a connection cannot keep up, priorities 5, 4 and 3 are given up, in this",
    'order; 1 and 2 never are.',
    '',
  ]
}

async function statePart() {
  const { replicaRoot } = await import('../../schema/replica-root.ts')
  const { ShipReplica } = await import('../../schema/ship.replica.ts')
  const schemas = schemasFrom(replicaRoot(ShipReplica))
  return [
    '## The state',
    '',
    'All aboard a ship decode the same state: what their sensors know, and nothing else. Frames come up to five times a second,',
    'with the next tick after an order of the crew, and only with what has changed; between them reckon motion on, from the',
    '`tick` of the root. Contacts and other lists reuse their places: an `id` of 0 is a free one. Lengths are units, angles',
    'radians. The notes to each field stand in [schema/](../schema).',
    '',
    ...schemas.flatMap(({ name, fields }) => [`### ${name}`, '', ...table(['field', 'type'], fields.map(code)), '']),
  ]
}

/** What a state leaves unsaid, because both ends know the rules. */
const motionPart = [
  '## Between two reports',
  '',
  'The server says nothing as long as a client that follows the rules of motion is right. `tick` in the root is the tick of',
  'the newest frame, told at least once a second; a contact, the own ship and each system carry the low 16 bits of the tick',
  '`at` which they were as they stand, so `(tick - at) & 0xffff` ticks have passed since. A session has `tickHz` ticks a second',
  '(`welcome`), and one step of the rules is one tick, `dt = 1 / tickHz`.',
  '',
  '- **A contact** turns toward `course` with `turnAcceleration` up to `turnLimit`, and slews its `speed` to `pace` with',
  '  `acceleration`; where these limits are 0 (not scanned) it keeps `turnRate` and `speed`. It moves `speed` along its heading',
  "  and `drift` to starboard. A blip's `heading` and `speed` are its way over ground and tell nothing of its bow.",
  '- **The own ship** does the same toward `headingOrdered` and `impulseOrdered` of `engines.fullSpeed` (astern half of it), with',
  '  warp and combat maneuver; it is told once a second while it moves, for clients that do not reckon.',
  "- **A system**'s `power` and `coolant` slew to what is ordered (0.3 and 1.2 a second), and its heat follows.",
  '',
  'The very steps stand in [reckoning.ts](../simulation/reckoning.ts), [move.ts](../simulation/move.ts) and',
  '[power.ts](../simulation/systems/power.ts). A client that draws straight on from `x`, `z`, `heading` and `speed` is right',
  'for a second or two. At a tick that it has received, one that follows the rules errs by 5, 25 and 100 units at most in 99 of',
  '100 cases, by the tier `near`, `mid`, `far`.',
  '',
  'Two messages without an answer may be sent beside orders. `state.seen` with the newest `tick` once a second: a client whose',
  'echoes come two seconds late gets no patches until it has caught up, and then the whole state. `state.resync`: every five seconds `hash` in',
  'the root says what the state should be ([state-hash.ts](../schema/state-hash.ts)); a client that holds something else asks for',
  'everything anew.',
  '',
]

const code = ([name, type]) => [`\`${name}\``, type]

const closing = [
  '## When the socket closes',
  '',
  '[close-codes.md](close-codes.md) says why, and after which codes to come back by `resume`. Where the server can still speak,',
  'the event `terminated` comes before.',
]
