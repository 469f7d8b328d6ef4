/** `npm run docs`: writes the pages of docs/ that only repeat what stands in the code. */
import { writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { checkNode } from './check-node.mjs'
import { table } from './docs/table.mjs'

const place = (path) => new URL(`../${path}`, import.meta.url)

/** Path of each generated page, and what makes its text. */
export const pages = {
  'docs/close-codes.md': async () => {
    const { closes } = await import('../schema/close-codes.ts')
    return closeCodesPage(closes)
  },
  'docs/errors.md': async () => (await import('./docs/events.mjs')).errorsPage(),
  'docs/events.md': async () => (await import('./docs/events.mjs')).eventsPage(),
  'docs/protocol.md': async () => (await import('./docs/protocol.mjs')).protocolPage(),
}

function closeCodesPage(closes) {
  const rows = Object.entries(closes)
    .sort(([, one], [, other]) => one.code - other.code)
    .map(([reason, { code, sentence, comesBack }]) => [
      String(code),
      `\`${reason}\``,
      sentence,
      comesBack ? 'by itself' : 'no',
    ])
  return [
    '# Why a socket is closed',
    '',
    'Written by `npm run docs` from [schema/close-codes.ts](../schema/close-codes.ts): change it there.',
    '',
    'Where the server can still speak, the event `terminated` with the reason comes before the close; on the line to people it',
    'is the message `session:terminated`. A page that may not come back by itself says what happened and what can be done.',
    'Every other code, such as 1006, is a line that was cut: the page comes back by itself.',
    '',
    ...table(['code', 'reason', 'what happened', 'the page comes back'], rows),
    '',
  ].join('\n')
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  checkNode()
  for (const [path, write] of Object.entries(pages)) {
    writeFileSync(place(path), await write())
    console.log(path)
  }
}
