/** A page that is older than its server loads itself anew, and says so when that does not help. */
import assert from 'node:assert/strict'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId } from './crew.ts'

describe('an old page', () => {
  let server: TestServer
  let browser: TestBrowser
  before(async () => {
    server = await startServer({ version: '99.0.0' })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  it('loads itself anew once, keeps its seat, and then says what is left to do', async () => {
    const page = await browser.person()
    let loads = 0
    page.on('load', () => loads++)
    await page.goto(server.url)
    await byId(page, 'fly-now').click()
    await byId(page, 'update-bar').waitFor()
    await byId(page, 'console-helm').waitFor()
    assert.equal(await byId(page, 'update-bar').getAttribute('data-update'), 'stuck')
    assert.equal(loads, 2, 'the first visit, and one reload')
  })
})
