/** `npm run pictures`: plays a fight in Chromium and takes the pictures that the README shows. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { flotilla } from '../../server/flotilla.game.ts'
import type { GameDefinition } from '../../server/session/game-definition.ts'
import type { World } from '../../simulation/world.ts'
import { startServer } from '../server.ts'
import { openBrowser } from './browser.ts'
import { byId, readTarget, shoot, startCrew, steer } from './crew.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs')
const fightingRange = 3200

/** Ends the flight, once all pictures of it are taken. */
let isOver = false
const definition: GameDefinition = {
  ...(flotilla as GameDefinition),
  outcome(world) {
    const { tick, hz } = world as World
    const won = { victory: true, reason: 'The frigate is beaten.', tick }
    return (flotilla as GameDefinition).outcome(isOver ? { ...(world as World), outcome: won, hz } : world)
  },
}

const server = await startServer({ definition })
const browser = await openBrowser()
const [mira, jonas, visitor] = [await browser.person(), await browser.person(), await browser.person()]

const take = (page: Page, name: string) =>
  page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 82 })

async function takeAt(page: Page, seat: string): Promise<void> {
  await byId(page, `masthead-seat-${seat}`).click()
  await byId(page, `console-${seat}`).waitFor()
  // The first frame of a console has no measured figures yet.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
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
isOver = true
await byId(mira, 'results').waitFor()
await take(mira, 'results')
await browser.close()
await server.stop()
process.exit(0)
