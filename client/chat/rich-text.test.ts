import assert from 'node:assert/strict'
import fc from 'fast-check'
import { namesMe, partsOf } from './rich-text.ts'

const texty = fc
  .stringMatching(/^[a-zA-Z @:/.?<>"'()_öß-]*$/)
  .map((text) => text.replaceAll('q', ' https://x.example/'))

describe('a message in parts', () => {
  it('loses no letter', () => {
    fc.assert(
      fc.property(texty, (text) => {
        const joined = partsOf(text, ['Ann', 'Ann Lee'], 'Bo').map((part) => part.text)
        assert.equal(joined.join(''), text)
      }),
    )
  })

  it('leads only to the web, and to where it says', () => {
    fc.assert(
      fc.property(fc.oneof(texty, fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'data:text/html,x')), (text) => {
        for (const part of partsOf(`see ${text}`, [], 'Bo')) {
          if (part.kind !== 'link') continue
          assert.match(part.href, /^https?:\/\//)
          assert.equal(new URL(part.href).host, part.host)
        }
      }),
    )
  })

  it('leaves the full stop to the sentence', () => {
    const [link] = partsOf('https://a.example/x).', [], '').filter((part) => part.kind === 'link')
    assert.equal(link?.text, 'https://a.example/x')
  })

  it('follows no address with a name before its host', () => {
    assert.ok(partsOf('https://bank.example@evil.example/', [], '').every((part) => part.kind !== 'link'))
  })

  it('knows who is addressed, and takes no part of a name for the whole', () => {
    assert.ok(namesMe('hello @bo, come', 'Bo'))
    assert.ok(!namesMe('hello @Bob', 'Bo'))
    const mentions = partsOf('@Ann Lee and @Ann', ['Ann', 'Ann Lee'], 'Bo').filter((part) => part.kind === 'mention')
    assert.deepEqual(
      mentions.map((part) => part.text),
      ['@Ann Lee', '@Ann'],
    )
  })
})
