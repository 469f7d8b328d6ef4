/** A seventh console: one file of rules and one view, each with its line in the catalogue, and it flies with the others. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, until } from '../../loadtest/bench/waiting.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, joinSession, openSession } from './crew.ts'

const root = join(import.meta.dirname, '..', '..')

const rules = `/** Galley: coffee. */
import { z } from 'zod'
import { hear } from '../events.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { refusedIf } from './contact.ts'
import { consoleTitles } from './titles.ts'

const orders = {
  brew: order({
    shape: z.strictObject({ cups: z.int().min(0).max(6) }),
    rate: 5,
    apply(world, ship, { cups }) {
      if (cups === 0) return refusedIf('Brew at least one cup.')
      hear(world, ship, \`Galley: "\${cups} cups are ready."\`)
      return undefined
    },
  }),
}

export const galley = {
  id: 'galley',
  ...consoleTitles.galley,
  orders,
  autopilot() {},
} satisfies ConsoleDefinition
`
const view = `<script lang="ts">
  const { session } = $props()
</script>

<div class="console" data-testid="console-galley">
  <button type="button" data-testid="brew" onclick={() => session.send('galley.brew', { cups: 6 })}>Brew</button>
  <button type="button" data-testid="brew-none" onclick={() => session.send('galley.brew', { cups: 0 })}>None</button>
  <p data-testid="galley-refusal">{session.refusals['galley.brew'] ?? ''}</p>
</div>
`

/** Puts one line into a catalogue, with the import that it needs. */
function enter(file: string, imported: string, before: string, line: string): void {
  const text = readFileSync(file, 'utf8')
  assert.ok(text.includes(before), file)
  const at = Math.max(0, text.indexOf('import'))
  writeFileSync(file, `${text.slice(0, at)}${imported}\n${text.slice(at).replace(before, `${line}\n${before}`)}`)
}

describe('a console that somebody adds', () => {
  const copy = mkdtempSync(join(tmpdir(), 'flotilla-added-'))
  let browser: TestBrowser
  let server: ChildProcess
  let url: string

  before(async function () {
    this.timeout(120_000)
    const parts = [
      'schema',
      'simulation',
      'server',
      'client',
      'scripts',
      'arena.config.ts',
      'package.json',
      'tsconfig.json',
    ]
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    writeFileSync(join(copy, 'simulation/consoles/galley.ts'), rules)
    enter(
      join(copy, 'simulation/consoles/index.ts'),
      "import { galley } from './galley.ts'",
      '} satisfies',
      '  galley,',
    )
    enter(
      join(copy, 'simulation/consoles/titles.ts'),
      '',
      '} satisfies',
      "  galley: { name: 'Galley', post: 'the galley', does: 'Coffee' },",
    )
    writeFileSync(join(copy, 'client/consoles/Galley.svelte'), view)
    enter(
      join(copy, 'client/consoles/index.ts'),
      '',
      '  captain: {',
      "  galley: { load: () => import('./Galley.svelte'), Icon: Star },",
    )
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'client', '--logLevel', 'warn'],
      {
        cwd: copy,
      },
    )
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    server = spawn(process.execPath, ['server/main.ts'], {
      cwd: copy,
      env: { ...process.env, PORT: String(port), DATA_DIR: join(copy, 'data'), RATE_LIMIT_FACTOR: '1000' },
      stdio: 'ignore',
    })
    browser = await openBrowser()
    const isReady = () =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    await until('the server is ready', isReady, 60_000)
  })
  after(async () => {
    await browser.close()
    server.kill('SIGTERM')
    await once(server, 'exit')
    rmSync(copy, { recursive: true, force: true })
  })

  it('has its seat beside the others; what it does, they see; what it may not, it is told', async () => {
    const [mira, jonas] = [await browser.person(), await browser.person()]
    const invitation = await openSession(mira, url, 'Mira')
    await joinSession(jonas, invitation, 'Jonas')
    await byId(mira, 'take-galley').click()
    await byId(jonas, 'take-helm').click()
    await byId(jonas, 'ready').click()
    await byId(mira, 'start').click()
    await byId(mira, 'console-galley').waitFor()
    await byId(jonas, 'console-helm').waitFor()
    await byId(mira, 'briefing-close').click()
    await byId(mira, 'brew-none').click()
    await byId(mira, 'galley-refusal').getByText('Brew at least one cup.').waitFor()
    await byId(mira, 'brew').click()
    await jonas.getByText('6 cups are ready.').first().waitFor()
    assert.deepEqual(browser.problems, [])
  }).timeout(60_000)
})
