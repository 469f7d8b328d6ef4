import assert from 'node:assert/strict'
import { isOutdated } from './version.ts'

describe('a page and its server', () => {
  it('agree while their versions are equal, and before the server has told its own', () => {
    assert.equal(isOutdated('1.2.0', '1.2.0'), false)
    assert.equal(isOutdated('1.2.0', ''), false)
  })

  it('differ after an update, whichever is newer', () => {
    assert.equal(isOutdated('1.2.0', '1.3.0'), true)
    assert.equal(isOutdated('1.3.0', '1.2.0'), true)
  })

  it('always agree on a server of the tests', () => assert.equal(isOutdated('1.2.0', 'test'), false))
})
