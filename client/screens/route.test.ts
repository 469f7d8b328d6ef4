import assert from 'node:assert/strict'
import fc from 'fast-check'
import { codeIn, pathTo, routeOf } from './route.ts'

describe('addresses', () => {
  it('lead back to what they were made for, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((id) => id.isWellFormed()),
        (id) => {
          assert.deepEqual(routeOf(pathTo.play(id)), { screen: 'play', session: id })
          assert.deepEqual(routeOf(pathTo.invitation(id)), { screen: 'invitation', code: id })
        },
      ),
    )
  })

  it('know the first page, the account and the gallery, and say so when they know nothing', () => {
    assert.deepEqual(routeOf(pathTo.landing), { screen: 'landing' })
    assert.deepEqual(routeOf(pathTo.account), { screen: 'account' })
    assert.deepEqual(routeOf(pathTo.gallery), { screen: 'gallery' })
    for (const path of ['/play', '/join/', '/account/x', '/elsewhere', '/play/a/b', '/%']) {
      assert.deepEqual(routeOf(path), { screen: 'unknown' }, path)
    }
  })

  it('find the code in whatever was pasted', () => {
    for (const pasted of [
      '321sbh5s',
      ' 321S-BH5S ',
      'https://example.org/join/321SBH5S?x=1',
      'Come! http://h/join/321SBH5S',
    ]) {
      assert.equal(codeIn(pasted), '321SBH5S')
    }
  })
})
