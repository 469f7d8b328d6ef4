/** People find each other and talk, on two processes behind one address, one of which dies in the middle. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from 'playwright-core'
import { freePort, until } from '../../loadtest/bench/waiting.ts'
import { root } from '../run-script.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, joinSession, openSession } from './crew.ts'

const said = 12

describe('people in the browser', function () {
  this.timeout(120_000)
  let cluster: ChildProcess
  let url: string
  let browser: TestBrowser
  before(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const args = ['scripts/cluster.mjs', '--processes', '2', '--port', String(port)]
    cluster = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    cluster.stdout?.on('data', (data) => {
      printed += data
    })
    await until('it says where to go', () => printed.includes(`open ${url}`), 60_000)
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    const ended = once(cluster, 'exit')
    cluster.kill('SIGINT')
    await ended
  })

  const arrive = async (name: string, page?: Page): Promise<Page> => {
    const own = page ?? (await browser.person())
    await own.goto(url)
    await byId(own, 'name-input').fill(name)
    await byId(own, 'name-input').blur()
    await byId(own, 'open-friends').waitFor()
    return own
  }
  const say = async (page: Page, text: string) => {
    await byId(page, 'chat-input').fill(text)
    await byId(page, 'chat-input').press('Enter')
  }
  const hears = (page: Page, text: string) => byId(page, 'chat-line').getByText(text).first().waitFor()

  it('become friends, miss nothing while off-line, join each other by one press, and call a contact', async () => {
    const [mira, lena] = [await arrive('Mira'), await arrive('Lena')]
    let jonas = await arrive('Jonas')
    await say(mira, 'Anybody for Gannet Reach?')
    await byId(jonas, 'open-chat').click()
    await hears(jonas, 'Anybody for Gannet Reach?')
    await byId(jonas, 'chat-panel').getByTestId('message-menu').first().click()
    await byId(jonas, 'message-actions').getByText('Add as friend').click()
    await byId(mira, 'unread-badge').waitFor()
    await byId(mira, 'open-friends').click()
    await byId(mira, 'accept').click()
    await byId(mira, 'friend-row').getByText('Jonas').waitFor()
    await byId(mira, 'friends-panel').getByTestId('close-panel').click()

    const person = jonas.context()
    await jonas.close()
    const invitation = await openSession(mira, url, 'Mira')
    await byId(mira, 'take-helm').click()
    await joinSession(lena, invitation, 'Lena')
    await byId(lena, 'take-captain').click()
    await byId(lena, 'ready').click()
    await say(mira, '/w Jonas See you at eight')
    await byId(mira, 'start').click()
    await byId(mira, 'console-helm').waitFor()

    jonas = await person.newPage()
    await jonas.goto(url)
    await byId(jonas, 'friend-needs').waitFor()
    await byId(jonas, 'open-chat').click()
    await byId(jonas, 'channel-private').click()
    await hears(jonas, 'See you at eight')
    await byId(jonas, 'chat-panel').getByTestId('close-panel').click()
    await byId(jonas, 'friend-needs').getByRole('button').first().click()
    await jonas.locator('[data-testid^=console-]').first().waitFor()

    await byId(lena, 'chat-input').press('Escape')
    await byId(jonas, 'target-row').first().click()
    await byId(jonas, 'call-target').click()
    await byId(mira, 'caption').getByText('Target Contact').waitFor()

    const pages = { Mira: mira, Jonas: jonas, Lena: lena }
    for (let number = 1; number <= said; number++) {
      for (const [name, page] of Object.entries(pages)) await say(page, `${name} ${number}`)
      if (number === said / 3) killOne()
    }
    const logs = Object.values(pages).map((page) => async () => {
      const lines = await byId(page, 'chat-panel').getByTestId('chat-line').allTextContents()
      return lines.flatMap((text) => text.match(/(Mira|Jonas|Lena) \d+/)?.[0] ?? [])
    })
    for (const page of Object.values(pages)) {
      if (!(await byId(page, 'chat-panel').isVisible())) await byId(page, 'open-chat').click()
    }
    const all = said * logs.length
    const [first, ...others] = await until(
      'everybody has everything',
      async () => {
        const read = await Promise.all(logs.map((log) => log()))
        return read.every((log) => log.length >= all) ? read : undefined
      },
      30_000,
    )
    assert.equal(new Set(first).size, first!.length, 'nothing is there twice')
    assert.equal(first!.length, all)
    for (const log of others) assert.deepEqual(log, first)
  })

  /** Without warning, one of the two servers. */
  function killOne(): void {
    const pids = execFileSync('pgrep', ['-P', String(cluster.pid), '-f', 'server/main.ts'])
      .toString()
      .trim()
      .split('\n')
    assert.equal(pids.length, 2)
    process.kill(Number(pids[0]), 'SIGKILL')
  }
})
