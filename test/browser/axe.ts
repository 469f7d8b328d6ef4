/** What every screen must keep: nothing hangs over its edge, and axe-core finds nothing serious. */
import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export const sizes = [
  { width: 1280, height: 720 },
  { width: 1180, height: 820 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
]

/** Serious and critical findings, one line an element. */
export async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // Off: key caps and initials, which readers are not told, count as words for it.
    const rules = { 'label-content-name-mismatch': { enabled: false } }
    return axe.run(document, { resultTypes: ['violations'], rules })
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
}

/** How many pixels the page can be moved sideways, and what stands out farthest. */
const overhang = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return ''
    const out = [...document.body.querySelectorAll('*')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .reduce((most, each) => (each.right > most.right ? each : most))
    return `${scrollWidth - clientWidth} px by <${out.element.tagName.toLowerCase()} class="${out.element.getAttribute('class')}">`
  })

/** Looks at a screen at each size, and at the first of them with axe-core. */
export async function keepsTheRules(page: Page, screen: string): Promise<void> {
  const problems: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const over = await overhang(page)
    if (over) problems.push(`${size.width} × ${size.height}: ${over}`)
  }
  await page.setViewportSize(sizes[0]!)
  problems.push(...(await findingsOf(page)))
  assert.deepEqual(problems, [], screen)
}
