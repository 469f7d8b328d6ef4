import assert from 'node:assert/strict'
import { isOutdated, updateOf } from './version.ts'

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

  it('mend it by one reload for each version of the server, say so, and never go round in circles', () => {
    assert.equal(updateOf('1.2.0', '1.3.0', ''), 'reload')
    assert.equal(updateOf('1.2.0', '1.3.0', '1.3.0'), 'stuck')
    assert.equal(updateOf('1.3.0', '1.3.0', '1.3.0'), 'done')
    assert.equal(updateOf('1.3.0', '1.4.0', '1.3.0'), 'reload')
    assert.equal(updateOf('1.3.0', '1.3.0', ''), 'none')
    assert.equal(updateOf('1.3.0', '', ''), 'none')
  })
})
