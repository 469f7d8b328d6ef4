/** People and their accounts in the browser: a guest's record is kept, found elsewhere, and lost only when its owner wants that. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { errors } from '../../schema/errors.ts'
import { flotilla } from '../../server/flotilla.game.ts'
import type { GameDefinition } from '../../server/session/game-definition.ts'
import type { World } from '../../simulation/world.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, textOf } from './crew.ts'

const password = 'copper kettle on a slow ferry'
const newPassword = 'seven lanterns under the pier'

describe('accounts in the browser', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  /** Ends every game that runs, as won. */
  let isOver = false
  const definition: GameDefinition = {
    ...(flotilla as GameDefinition),
    outcome(world) {
      const groups = (world as World).groups.map(() => ({ figures: {} }))
      return isOver ? { victory: true, reason: 'The frigate is beaten.', seconds: 312, groups } : undefined
    },
  }
  const codes = new Map<string, string>()
  before(async () => {
    server = await startServer({ definition })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  /** The browser reports every refused request as an error of the page; this one was meant. */
  function expectRefusal(status: number): void {
    const index = browser.problems.findIndex((problem) => problem.includes(` ${status} `))
    assert.notEqual(index, -1, `the server refuses with ${status}`)
    browser.problems.splice(index, 1)
  }

  it('keep what a guest has flown: they upgrade, sign out, sign in elsewhere and find it', async () => {
    const here = await browser.person()
    await here.goto(server.url)
    await byId(here, 'name-input').fill('Mira')
    await byId(here, 'fly-now').click()
    await byId(here, 'console-helm').waitFor()
    isOver = true
    await byId(here, 'results').waitFor()
    isOver = false

    await here.goto(`${server.url}/account`)
    await byId(here, 'record-line').waitFor()
    await byId(here, 'account-password').fill(password)
    await byId(here, 'access-submit').click()
    const code = await textOf(here, 'recovery-code')
    assert.match(code, /^[\dA-Z]{5}(-[\dA-Z]{5}){4}$/)
    await byId(here, 'copy-code').click()
    assert.equal(await here.evaluate(() => navigator.clipboard.readText()), code)
    await byId(here, 'kept-code').click()
    await byId(here, 'change-portrait').click()
    for (const part of ['hair', 'extra', 'background']) await byId(here, `next-${part}`).click()
    await byId(here, 'keep-portrait').click()
    await byId(here, 'change-portrait').waitFor()
    const portrait = await portraitOf(here)
    await byId(here, 'motion-less').click()
    await byId(here, 'sign-out').click()
    await byId(here, 'name-input').waitFor()

    const elsewhere = await browser.person()
    await elsewhere.goto(server.url)
    await signIn(elsewhere, 'mira', password)
    assert.match(await textOf(elsewhere, 'greeting'), /Mira$/)
    await byId(elsewhere, 'account-corner').click()
    await byId(elsewhere, 'record-line').waitFor()
    assert.equal(await textOf(elsewhere, 'record-games'), '1')
    assert.match(await textOf(elsewhere, 'record-line'), /Victory.*Kestrel.*Helm/)
    assert.deepEqual(await portraitOf(elsewhere), portrait)
    assert.ok(portrait.length > 10)
    assert.equal(await elsewhere.evaluate(() => document.documentElement.dataset.motion), 'less')
  })

  it('fly under their own name, and come back to their seat after a reload', async () => {
    const page = await registered('Tunde')
    await byId(page, 'fly-now').click()
    await byId(page, 'console-helm').waitFor()
    await page.reload()
    await byId(page, 'console-helm').waitFor()
    assert.equal(await byId(page, 'name-input').count(), 0)
  })

  it('refuse a wrong password and an unknown name with one and the same sentence', async () => {
    await registered('Aiko')
    const page = await browser.person()
    await page.goto(server.url)
    const sentences = []
    for (const name of ['Aiko', 'Nobody of this name']) {
      await openForm(page)
      await byId(page, 'account-name').fill(name)
      await byId(page, 'account-password').fill('not the password')
      await byId(page, 'access-submit').click()
      await byId(page, 'error-message').waitFor()
      sentences.push(await textOf(page, 'error-message'))
      expectRefusal(401)
      assert.equal(await focused(page), 'account-password')
      await page.reload()
    }
    assert.equal(sentences[0], sentences[1])
    assert.ok(sentences[0]?.includes(errors['wrong-sign-in'].message))
  })

  it('need no mouse: registering and signing in by keyboard alone', async () => {
    const page = await browser.person()
    await page.goto(server.url)
    await byId(page, 'have-account').waitFor()
    await tabTo(page, 'have-account')
    await page.keyboard.press('Enter')
    await byId(page, 'form-sign-in').waitFor()
    await tabTo(page, 'to-register')
    await page.keyboard.press('Enter')
    await byId(page, 'form-register').waitFor()
    await tabTo(page, 'account-name', 'Shift+Tab')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('Lena')
    await page.keyboard.press('Tab')
    await page.keyboard.type('short')
    await page.keyboard.press('Enter')
    await byId(page, 'error-message').waitFor()
    assert.equal(await focused(page), 'account-password')
    await page.keyboard.type(` ${password}`)
    await page.keyboard.press('Enter')
    await byId(page, 'recovery-code').waitFor()
    await tabTo(page, 'kept-code')
    await page.keyboard.press('Enter')
    await byId(page, 'greeting').waitFor()
    assert.equal(await focused(page), 'fly-now')
    await tabTo(page, 'sign-out')
    await page.keyboard.press('Enter')
    await byId(page, 'name-input').waitFor()
    await tabTo(page, 'have-account')
    await page.keyboard.press('Enter')
    await byId(page, 'form-sign-in').waitFor()
    await page.keyboard.type('Lena')
    await page.keyboard.press('Tab')
    await page.keyboard.type(`short ${password}`)
    await page.keyboard.press('Enter')
    await byId(page, 'greeting').waitFor()
  })

  it('get a new password by the recovery code, which ends what was signed in elsewhere', async () => {
    const elsewhere = await registered('Ravi')
    const code = codes.get('Ravi') ?? ''
    const page = await browser.person()
    await page.goto(server.url)
    await openForm(page)
    await byId(page, 'to-recover').click()
    await byId(page, 'account-name').fill('Ravi')
    await byId(page, 'account-code').fill(code.toLowerCase())
    await byId(page, 'account-password').fill(newPassword)
    await byId(page, 'access-submit').click()
    await byId(page, 'recovery-code').waitFor()
    assert.notEqual(await textOf(page, 'recovery-code'), code)

    await elsewhere.reload()
    await byId(elsewhere, 'form-sign-in').waitFor()
    assert.match(await textOf(elsewhere, 'error-message'), /sign-in has ended/)
    assert.equal(await byId(elsewhere, 'account-name').inputValue(), 'Ravi')
    expectRefusal(401)
    await byId(elsewhere, 'account-password').fill(newPassword)
    await byId(elsewhere, 'access-submit').click()
    await byId(elsewhere, 'greeting').waitFor()
  })

  it('are told in all pages of a browser who is signed in', async () => {
    const one = await registered('Ines')
    const other = await one.context().newPage()
    await other.goto(server.url)
    await byId(other, 'greeting').waitFor()
    await byId(one, 'sign-out').click()
    await byId(one, 'name-input').waitFor()
    await byId(other, 'name-input').waitFor()
  })

  it('hand out all data, and go for good when their owner types name and password', async () => {
    const page = await registered('Owen')
    await byId(page, 'to-account').click()
    const [download] = await Promise.all([page.waitForEvent('download'), byId(page, 'download').click()])
    assert.equal(download.suggestedFilename(), 'flotilla-my-data.json')
    await byId(page, 'delete-account').click()
    assert.equal(await byId(page, 'confirm-delete').isEnabled(), false)
    await byId(page, 'delete-name').fill('Owen')
    await byId(page, 'delete-password').fill(password)
    await byId(page, 'confirm-delete').click()
    await byId(page, 'name-input').waitFor()
    await openForm(page)
    await byId(page, 'account-name').fill('Owen')
    await byId(page, 'account-password').fill(password)
    await byId(page, 'access-submit').click()
    await byId(page, 'error-message').waitFor()
    expectRefusal(401)
  })

  it('name every control, and fit a screen of 320 pixels', async () => {
    const page = await registered('Petra', { viewport: { width: 320, height: 640 } })
    const states = {
      landing: async () => {},
      account: async () => byId(page, 'to-account').click(),
      'portrait maker': async () => byId(page, 'change-portrait').click(),
      'new password': async () => byId(page, 'open-password').click(),
      'the last question': async () => byId(page, 'delete-account').click(),
    }
    for (const [name, enter] of Object.entries(states)) {
      await enter()
      if (name !== 'landing') await byId(page, 'record-empty').waitFor()
      await assertNamed(page, name)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 320, `${name} is ${wide} pixels wide`)
    }
  })

  /** A page of somebody with a new account, on the first page. */
  async function registered(name: string, options = {}): Promise<Page> {
    const page = await browser.person(options)
    await page.goto(server.url)
    await openForm(page)
    await byId(page, 'to-register').click()
    await byId(page, 'account-name').fill(name)
    await byId(page, 'account-password').fill(password)
    await byId(page, 'access-submit').click()
    codes.set(name, await textOf(page, 'recovery-code'))
    await byId(page, 'kept-code').click()
    await byId(page, 'greeting').waitFor()
    return page
  }
})

const openForm = (page: Page) => byId(page, 'have-account').click()

async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await openForm(page)
  await byId(page, 'account-name').fill(name)
  await byId(page, 'account-password').fill(secret)
  await byId(page, 'account-password').press('Enter')
  await byId(page, 'greeting').waitFor()
}

const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid)

async function tabTo(page: Page, id: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if ((await focused(page)) === id) return
    await page.keyboard.press(key)
  }
  assert.fail(`${id} cannot be reached with ${key}`)
}

const portraitOf = (page: Page) =>
  page
    .locator('main svg[width="160"] path')
    .evaluateAll((paths) =>
      paths.map((path) => ['d', 'fill', 'stroke', 'opacity'].map((name) => path.getAttribute(name))),
    )

/** Controls without a name, in the tree that screen readers get. */
async function assertNamed(page: Page, where: string): Promise<void> {
  const tree = await page.locator('body').ariaSnapshot()
  assert.match(tree, /- (button|textbox) "/)
  const nameless = tree.split('\n').filter((line) => /- (button|textbox|link|img|dialog)(?! ")/.test(line))
  assert.deepEqual(nameless, [], where)
}
