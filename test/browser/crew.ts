/** How a test plays a page: what a person at that console would press, reading only what the page shows. */
import type { Locator, Page } from 'playwright-core'

export const byId = (page: Page, id: string) => page.getByTestId(id)
export const isShown = (page: Page, id: string) => byId(page, id).first().isVisible()
export const textOf = async (page: Page, id: string) =>
  (await byId(page, id)
    .first()
    .textContent({ timeout: 2000 })
    .catch(() => '')) ?? ''

/** First page to a new session's seats; resolves to the invitation that its button copies. */
export async function openSession(
  page: Page,
  url: string,
  name: string,
  { isWatchable = false } = {},
): Promise<string> {
  await page.goto(url)
  await byId(page, 'name-input').fill(name)
  await byId(page, 'new-session').click()
  if (isWatchable) await byId(page, 'allow-spectators').check()
  await byId(page, 'create-session').click()
  await byId(page, 'seats').waitFor()
  await byId(page, 'invite').click()
  return page.evaluate(() => navigator.clipboard.readText())
}

/** The one session that the first page lists. */
export async function findSession(page: Page, url: string, name: string): Promise<Locator> {
  await page.goto(url)
  await byId(page, 'name-input').fill(name)
  await byId(page, 'session-row').waitFor()
  return byId(page, 'session-row')
}

/** From an invitation to the session's seats. */
export async function joinSession(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address)
  await byId(page, 'name-input').fill(name)
  await byId(page, 'join-session').click()
  await byId(page, 'seats').waitFor()
}

/** Waits for the console, and puts away the briefing that lies over it: the first key does, whatever it is. */
export async function putBriefingAway(page: Page, seat: string): Promise<void> {
  await byId(page, `console-${seat}`).waitFor()
  await page.keyboard.press('Escape')
  await byId(page, 'briefing').waitFor({ state: 'detached' })
}

/** Two people crew one new ship, Mira at the helm and Jonas at weapons, and fly. */
export async function startCrew(
  mira: Page,
  jonas: Page,
  url: string,
  options: { isWatchable?: boolean } = {},
): Promise<void> {
  const invitation = await openSession(mira, url, 'Mira', options)
  await joinSession(jonas, invitation, 'Jonas')
  await byId(mira, 'take-helm').click()
  await byId(jonas, 'take-weapons').click()
  await byId(jonas, 'ready').click()
  await byId(mira, 'start').click()
  await byId(mira, 'console-helm').waitFor()
  await byId(jonas, 'console-weapons').waitFor()
}

/** Bearing in degrees and distance in units of the nearest hostile or unknown contact, as Weapons reads it out. */
export async function readTarget(weapons: Page): Promise<{ bearing: number; away: number } | undefined> {
  if (!(await isShown(weapons, 'target-row'))) return undefined
  const text = await textOf(weapons, 'target-row')
  const bearing = text.match(/(\d{3})°/)?.[1]
  const away = text.match(/([\d.]+)(k| u)/)
  if (bearing === undefined || away === null) return undefined
  return { bearing: Number(bearing), away: Number(away[1]) * (away[2] === 'k' ? 1000 : 1) }
}

/** One look of the person at the helm: turns toward what Weapons calls out, and keeps at a distance. */
export async function steer(helm: Page, target: { bearing: number; away: number }): Promise<void> {
  const ordered = Number((await textOf(helm, 'heading-ordered')).match(/\d{3}/)?.[0])
  const turn = ((target.bearing - ordered + 540) % 360) - 180
  const [key, degrees] = [turn > 0 ? 'd' : 'a', Math.abs(turn)]
  for (let coarse = 0; coarse < Math.floor(degrees / 15); coarse++) {
    await helm.keyboard.press(`Shift+${key.toUpperCase()}`)
  }
  for (let fine = 0; fine < Math.round((degrees % 15) / 5); fine++) await helm.keyboard.press(key)
  await press(helm, target.away > 1100 ? 'impulse-100' : 'impulse-0')
}

/** One look of the person at weapons: aims, and loads what is empty and fires what is loaded. */
export async function shoot(weapons: Page): Promise<void> {
  await press(weapons, 'target-row')
  for (const number of [1, 2, 3]) {
    for (const act of ['fire', 'load']) {
      const button = byId(weapons, `tube-${number}-${act}`)
      if ((await button.count()) > 0 && (await button.isEnabled().catch(() => false)))
        await press(weapons, `tube-${number}-${act}`)
    }
  }
}

/** Presses what is there; in a battle a control may go between the look and the hand, as it may for a person. */
async function press(page: Page, id: string): Promise<void> {
  await byId(page, id)
    .first()
    .click({ timeout: 1000 })
    .catch(() => undefined)
}
