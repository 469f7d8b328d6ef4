/** The simulation gives the same bits in every engine that runs it. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { build } from 'vite'
import { runDeterminism } from '../../simulation/determinism.ts'
import { openBrowser, type TestBrowser } from './browser.ts'

const ticks = 20_000

describe('the simulation in a browser', () => {
  let browser: TestBrowser
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())

  it(`comes to the same hash as on the server after ${ticks} ticks of battle`, async () => {
    const page = await browser.person()
    await page.addScriptTag({ content: await bundle(), type: 'module' })
    for (const seed of [1, 20_260]) {
      const inBrowser = await page.evaluate(
        ([count, start]) => (globalThis as unknown as { run: typeof runDeterminism }).run(count!, start!),
        [ticks, seed],
      )
      assert.equal(inBrowser, runDeterminism(ticks, seed))
    }
  }).timeout(120_000)
})

/** The rules as one script that puts `runDeterminism` on the page as `run`. */
async function bundle(): Promise<string> {
  const entry = join(import.meta.dirname, '..', '..', 'simulation', 'determinism.ts')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'determinism' } },
  })
  const output = Array.isArray(built) ? built[0] : built
  assert.ok(output && 'output' in output)
  const { code } = output.output[0]
  return `${code}\nglobalThis.run = runDeterminism`
}
