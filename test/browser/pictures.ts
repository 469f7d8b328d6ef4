/** `npm run pictures`: plays a fight in Chromium and takes the pictures that the README shows. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer } from '../server.ts'
import { openBrowser } from './browser.ts'
import { byId, isShown, readTarget, shoot, startCrew, steer } from './crew.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs')
const fightingRange = 3200

const server = await startServer()
const browser = await openBrowser()
const [mira, jonas, visitor] = [await browser.person(), await browser.person(), await browser.person()]

const take = (page: Page, name: string) =>
  page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 82 })

const settled = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))

async function takeAt(page: Page, seat: string): Promise<void> {
  await byId(page, `masthead-seat-${seat}`).click()
  await byId(page, `console-${seat}`).waitFor()
  // The first frame of a console has no measured figures yet.
  await settled(page)
  await take(page, seat)
}

await startCrew(mira, jonas, server.url)
await visitor.goto(server.url)
await byId(visitor, 'session-row').waitFor()
await take(visitor, 'landing')
await byId(jonas, 'beams-auto').click()
await byId(jonas, 'shields-up').click()
await until(
  'the ships meet',
  async () => {
    const target = await readTarget(jonas)
    if (target === undefined) return false
    await steer(mira, target)
    await shoot(jonas)
    return target.away < fightingRange
  },
  120_000,
)
await take(jonas, 'weapons')
await take(mira, 'helm')
await takeAt(mira, 'engineering')
await takeAt(mira, 'science')
// The autopilot has the helm again, and brings Weapons near.
await until(
  'the battle is over',
  async () => {
    if (await isShown(jonas, 'results-title')) return true
    await shoot(jonas)
    return false
  },
  180_000,
)
// Red alert has faded by then.
await settled(mira)
await take(mira, 'results')
await browser.close()
await server.stop()
process.exit(0)
