/** What a bridge sounds like in a real browser: what starts, what a mute key stops, and a browser that cannot. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, openSession, startCrew } from './crew.ts'

interface Heard {
  contexts: number
  /** Kinds of the sources that were started, in their order. */
  started: string[]
}

/** Counts what a page starts; the strokes of red alert alone are sawtooths. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const heard: Heard = { contexts: 0, started: [] }
    Object.assign(window, { heard })
    const Real = window.AudioContext
    window.AudioContext = class extends Real {
      constructor() {
        super()
        heard.contexts++
      }
    }
    for (const { prototype } of [OscillatorNode, AudioBufferSourceNode]) {
      const { start } = prototype
      prototype.start = function (this: AudioScheduledSourceNode, ...times: [number?]) {
        heard.started.push(this instanceof OscillatorNode ? this.type : 'noise')
        start.apply(this, times)
      }
    }
  })
const heardBy = (page: Page): Promise<Heard> => page.evaluate(() => (window as unknown as { heard: Heard }).heard)
const strokes = async (page: Page) => (await heardBy(page)).started.filter((kind) => kind === 'sawtooth').length
const openSettings = async (page: Page) => {
  await byId(page, 'menu').click()
  await byId(page, 'open-settings').click()
  await byId(page, 'sound-settings').waitFor()
}

describe('sound in the browser', function () {
  this.timeout(60_000)
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
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  describe('on a bridge of two', () => {
    let mira: Page
    let jonas: Page
    const alert = async (level: 'red' | 'green') => {
      await jonas.keyboard.press('Shift+R')
      const state = level === 'red' ? 'attached' : 'detached'
      for (const page of [mira, jonas]) await page.locator('html[data-alert="red"]').waitFor({ state })
    }
    before(async () => {
      ;[mira, jonas] = [await browser.person(), await browser.person()]
      for (const page of [mira, jonas]) await listen(page)
      await startCrew(mira, jonas, server.url)
      await byId(jonas, 'masthead-seat-captain').click()
      await byId(jonas, 'console-captain').waitFor()
    })

    it('red alert is three strokes at every console, once', async () => {
      await alert('red')
      for (const page of [mira, jonas]) await until('the strokes', async () => (await strokes(page)) === 3)
      for (const seat of ['science', 'helm']) {
        await byId(mira, `masthead-seat-${seat}`).click()
        await byId(mira, `console-${seat}`).waitFor()
      }
      await alert('green')
      assert.deepEqual([await strokes(mira), await strokes(jonas)], [3, 3])
    })

    it('an order ticks', async () => {
      const ticks = async () => (await heardBy(mira)).started.filter((kind) => kind === 'triangle').length
      const before = await ticks()
      await byId(mira, 'impulse-100').click()
      await until('a tick', async () => (await ticks()) > before)
    })

    it('the mute key silences this page alone, and says so', async () => {
      await mira.keyboard.press('Shift+M')
      await byId(mira, 'toast').filter({ hasText: 'Sound is off' }).waitFor()
      const before = await heardBy(mira)
      await alert('red')
      await until('the strokes elsewhere', async () => (await strokes(jonas)) === 6)
      assert.deepEqual(await heardBy(mira), before)
      await alert('green')
      await mira.keyboard.press('Shift+M')
      await byId(mira, 'toast').filter({ hasText: 'Sound is on' }).waitFor()
      await until('another context', async () => (await heardBy(mira)).contexts === before.contexts + 1)
      await alert('red')
      await until('the strokes', async () => (await strokes(mira)) === 6)
      await alert('green')
    })

    it('the menu’s button does what the key does, and shows what the key has done', async () => {
      await byId(jonas, 'menu').click()
      const button = byId(jonas, 'menu-sound')
      const pressed = () => button.getAttribute('aria-pressed')
      assert.equal(await pressed(), 'true')
      assert.ok(((await button.boundingBox())?.height ?? 0) >= 44)
      assert.equal(await button.locator('kbd').textContent(), '⇧M')
      const place = await button.boundingBox()
      await button.click()
      await button.and(jonas.locator('[aria-pressed=false]')).getByText('Muted').waitFor()
      assert.deepEqual(await button.boundingBox(), place, 'it stays where it is')
      await jonas.keyboard.press('Escape')
      await button.waitFor({ state: 'detached' })
      const before = [await heardBy(jonas), await strokes(mira)] as const
      await alert('red')
      await until('the strokes elsewhere', async () => (await strokes(mira)) === before[1] + 3)
      assert.deepEqual(await heardBy(jonas), before[0])
      await alert('green')
      await jonas.keyboard.press('Shift+M')
      await byId(jonas, 'menu').click()
      await button.and(jonas.locator('[aria-pressed=true]')).getByText('Sound').waitFor()
      await jonas.keyboard.press('Escape')
      await button.waitFor({ state: 'detached' })
    })

    it('at 0 both volumes leave the device alone; what is dragged to is heard', async () => {
      await openSettings(jonas)
      const { started } = await heardBy(jonas)
      await byId(jonas, 'volume-alarms').focus()
      await jonas.keyboard.press('End')
      await until('the sample', async () => (await heardBy(jonas)).started.length > started.length)
      await jonas.keyboard.press('Home')
      await byId(jonas, 'volume-rest').focus()
      await jonas.keyboard.press('Home')
      await byId(jonas, 'sound-told').filter({ hasText: 'nothing sounds' }).waitFor()
      await jonas.keyboard.press('Escape')
      const before = await heardBy(jonas)
      const strokesBefore = await strokes(mira)
      await alert('red')
      await until('the strokes elsewhere', async () => (await strokes(mira)) === strokesBefore + 3)
      assert.deepEqual(await heardBy(jonas), before)
    })
  })

  it('the first page opens no device until somebody asks to hear something', async () => {
    const page = await browser.person()
    await listen(page)
    await page.goto(server.url)
    await byId(page, 'open-settings').click()
    await byId(page, 'sound-test').waitFor()
    assert.equal((await heardBy(page)).contexts, 0)
    await byId(page, 'sound-off').click()
    await byId(page, 'sound-told').filter({ hasText: 'Nothing sounds' }).waitFor()
    assert.equal(await byId(page, 'sound-test').getAttribute('aria-disabled'), 'true')
    await byId(page, 'sound-on').click()
    await byId(page, 'sound-test').click()
    await until('the test', async () => (await heardBy(page)).started.length > 0)
    assert.equal((await heardBy(page)).contexts, 1)
  })

  it('a context that waits for a gesture is told of, until there is one', async () => {
    const page = await browser.person()
    await openSession(page, server.url, 'Mira')
    await byId(page, 'take-helm').click()
    await byId(page, 'start').click()
    await byId(page, 'console-helm').waitFor()
    // As browsers do on a page that was only loaded.
    await page.addInitScript(() => {
      let isAllowed = false
      window.addEventListener('keydown', () => (isAllowed = true), { capture: true })
      const { resume } = AudioContext.prototype
      const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state')!
      Object.defineProperty(AudioContext.prototype, 'state', {
        get(this: AudioContext) {
          const is = state.get?.call(this) as AudioContextState
          return isAllowed || is === 'closed' ? is : 'suspended'
        },
      })
      AudioContext.prototype.resume = async function (this: AudioContext) {
        await resume.call(this)
      }
    })
    await page.reload()
    const chip = byId(page, 'toast').filter({ hasText: 'until you press something' })
    await chip.waitFor()
    await page.keyboard.press('Shift')
    await chip.waitFor({ state: 'detached' })
  })

  it('without audio in the browser the bridge plays on, and the settings say so', async () => {
    const page = await browser.person()
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'AudioContext')
    })
    await openSession(page, server.url, 'Mira')
    await byId(page, 'take-captain').click()
    await byId(page, 'start').click()
    await byId(page, 'console-captain').waitFor()
    await page.keyboard.press('Shift+R')
    await page.locator('html[data-alert="red"]').waitFor()
    await openSettings(page)
    await byId(page, 'sound-told').filter({ hasText: 'This browser has no sound' }).waitFor()
    assert.equal(await byId(page, 'volume-alarms').isDisabled(), true)
    assert.equal(await byId(page, 'sound-test').getAttribute('title'), 'This browser has no sound.')
  })
})
