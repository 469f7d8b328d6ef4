/** `docs/events.md`: every event there is. */
import { shapeText } from './shapes.mjs'
import { table } from './table.mjs'

export async function eventsPage() {
  const { gameEvents } = await import('../../schema/events/index.ts')
  const { platformEvents } = await import('../../schema/events/platform.ts')
  const rows = (events) =>
    [...events]
      .sort((one, other) => one.code - other.code)
      .map(({ code, name, version, category, priority, shape, isNews, says }) => [
        ...[String(code), `\`${name}\``, String(version), category, String(priority), `\`${shapeText(shape)}\``],
        ...[isNews ? 'yes' : 'no', says],
      ])
  const head = ['code', 'name', 'version', 'category', 'priority', 'data', 'news', 'what happened']
  return [
    '# Events',
    '',
    'Written by `npm run docs` from [schema/events](../schema/events): change it there. How they travel stands in',
    '[protocol.md](protocol.md#events).',
    '',
    'Priority: 1 session and safety, 2 own ship and answers, 3 game, 4 chat, 5 cosmetic. _News_ is told again to who was away.',
    'Places are in whole units.',
    '',
    "## The platform's own",
    '',
    ...table(head, rows(platformEvents)),
    '',
    "## The game's",
    '',
    ...table(head, rows(gameEvents)),
    '',
    '## Add one',
    '',
    'One file in `schema/events/` and one line in its `index.ts`; then the rules may emit it and the page may listen for it,',
    'both with the type of its data. A new shape is a new version. A code is never given to another event.',
    '',
  ].join('\n')
}

export async function errorsPage() {
  const { errors } = await import('../../schema/errors.ts')
  const rows = Object.entries(errors).map(([code, { status, message, fix }]) => [
    `\`${code}\``,
    String(status),
    message,
    fix,
  ])
  return [
    '# Refusals',
    '',
    'Written by `npm run docs` from [schema/errors.ts](../schema/errors.ts): change it there. Routes answer',
    '`{ "error": { code, message, fix } }` with the status; in a session the code comes with the answer to an order.',
    '',
    ...table(['code', 'status', 'what happened', 'what to do'], rows),
    '',
  ].join('\n')
}
