/** Two people in two browsers crew one ship from the first page to the results. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, isShown, readTarget, shoot, startCrew, steer, textOf } from './crew.ts'

/** What the first flight promises of a working crew, and some for two people who look once a second. */
const battleMs = 200_000
/** Near enough for the first torpedoes: the battle is on. */
const torpedoRange = 4600
/** A page that reloads in mid-battle sits in its seat again within this. */
const reloadMs = 2000

describe('a session in the browser', () => {
  let server: TestServer
  let browser: TestBrowser
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  it('is crewed, fought and won by two people, one of whom reloads in mid-battle', async () => {
    const [mira, jonas] = [await browser.person(), await browser.person()]
    await startCrew(mira, jonas, server.url)
    await byId(jonas, 'beams-auto').click()
    await byId(jonas, 'shields-up').click()
    await talk(mira, jonas)

    let hasReloaded = false
    const isOver = async () => (await isShown(mira, 'results-title')) && isShown(jonas, 'results-title')
    await until(
      'the frigate is beaten',
      async () => {
        if (await isOver()) return true
        const target = await readTarget(jonas)
        if (target === undefined) return false
        if (target.away < torpedoRange && !hasReloaded) {
          hasReloaded = true
          await reload(jonas)
        }
        await steer(mira, target)
        await shoot(jonas)
        return isOver()
      },
      battleMs,
    )
    assert.equal(hasReloaded, true)
    assert.equal(await textOf(mira, 'results-title'), await textOf(jonas, 'results-title'))
    assert.deepEqual(browser.problems, [])

    await byId(mira, 'again').click()
    for (const page of [mira, jonas]) await byId(page, 'seats').waitFor()
  }).timeout(battleMs + 30_000)
})

async function reload(page: Page): Promise<void> {
  const started = Date.now()
  await page.reload({ waitUntil: 'commit' })
  await byId(page, 'console-weapons').waitFor()
  await byId(page, 'target-row').first().waitFor()
  const took = Date.now() - started
  assert.ok(took <= reloadMs, `back in the seat after ${took} ms`)
}

/** What one says on the crew channel the other reads. */
async function talk(one: Page, other: Page): Promise<void> {
  await byId(one, 'chat-input').fill('Call me its bearing')
  await byId(one, 'chat-input').press('Enter')
  await other.getByText('Call me its bearing').first().waitFor()
  await one.keyboard.press('Escape')
}
