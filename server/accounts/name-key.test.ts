/** Rules of names: what looks the same is the same. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { playerNameShape } from '../../schema/messages.ts'
import { nameKey } from './name-key.ts'

describe('a name key', () => {
  const same: [string, string, string][] = [
    ['case', 'Mira', 'mIRA'],
    ['accents', 'Zoë', 'Zoe'],
    ['accents written apart', 'Zoe\u0308', 'Zoë'],
    ['width', 'Ｍｉｒａ', 'Mira'],
    ['ligatures', 'ﬁn', 'fin'],
    ['spaces', 'Ann\u00a0 Lee', 'Ann Lee'],
    ['sharp s', 'Strauß', 'STRAUSS'],
    ['capital sharp s', 'STRAUẞ', 'strauss'],
    ['Cyrillic look-alikes', 'аdmіn', 'admin'],
    ['Cyrillic capitals', 'АDA', 'Ada'],
    ['Greek look-alikes', 'Αnn', 'Ann'],
    ['invisible joiners', 'Mi\u200dra', 'Mira'],
  ]
  for (const [what, one, other] of same) {
    it(`does not tell apart by ${what}`, () => assert.equal(nameKey(one), nameKey(other)))
  }

  it('keeps different names apart, in scripts whose vowels are marks too', () => {
    for (const [one, other] of [
      ['Mira', 'Miro'],
      ['AnnLee', 'Ann Lee'],
      ['राम', 'रम'],
      ['星', '月'],
    ]) {
      assert.notEqual(nameKey(one!), nameKey(other!))
    }
  })

  it('of a key is the key itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 24 }), (text) => {
        const name = playerNameShape.safeParse(text)
        if (name.success) assert.equal(nameKey(nameKey(name.data)), nameKey(name.data))
      }),
    )
  })
})
