/** Rebound keys: one act a key, nothing reserved is taken, and what was stored wrongly is forgotten. */
import assert from 'node:assert/strict'
import { acts } from '../text/keys.ts'
import { actOf, bind, capOf, clashOf, keyOf, keyOfCap, soundBindings } from './bindings.ts'

describe('rebound keys', () => {
  it('do at their console what the key of the act did, which then does nothing', () => {
    const bindings = bind({}, 'helm', 'w', 'i')
    assert.equal(actOf(bindings, 'helm', 'i'), 'w')
    assert.equal(actOf(bindings, 'helm', 'w'), '')
    assert.equal(keyOf(bindings, 'helm', 'w'), 'i')
    assert.equal(actOf(bindings, 'science', 'w'), 'w', 'other consoles keep theirs')
    assert.equal(actOf(bindings, 'helm', 'Enter'), 'Enter', 'what is not bound is itself')
  })

  it('are refused when another act of the console has the key, and granted once that one has moved', () => {
    assert.deepEqual(clashOf({}, acts, 'helm', 'w', 'a'), { kind: 'taken', by: 'a' })
    const moved = bind({}, 'helm', 'a', 'i')
    assert.equal(clashOf(moved, acts, 'helm', 'w', 'a'), undefined)
    assert.deepEqual(clashOf(moved, acts, 'helm', 'w', 'i'), { kind: 'taken', by: 'a' })
    const swapped = bind(moved, 'helm', 'w', 'a')
    assert.deepEqual(clashOf(swapped, acts, 'helm', 'a', 'a'), { kind: 'taken', by: 'w' }, 'nor can it come back')
    assert.equal(actOf(swapped, 'helm', 'a'), 'w')
  })

  it('are never those that mean the same everywhere, nor digits', () => {
    for (const key of ['Enter', ' ', 'Escape', '/', '`', '3', 'Shift+3', 'Shift+n', 'c', 'Control', 'F5', '']) {
      assert.deepEqual(clashOf({}, acts, 'helm', 'w', key), { kind: 'reserved' }, key)
    }
  })

  it('go by a reset to the act’s own key and leave no trace', () => {
    assert.deepEqual(bind(bind({}, 'helm', 'w', 'i'), 'helm', 'w', 'w'), {})
  })

  it('come back from storage as they were put there', () => {
    let bindings = bind(bind({}, 'helm', 'w', 's'), 'helm', 's', 'w')
    bindings = bind(bindings, 'weapons', 'Tab', 'Shift+t')
    assert.deepEqual(soundBindings(JSON.parse(JSON.stringify(bindings)), acts), bindings)
  })

  it('are forgotten when what was stored is broken, unknown, reserved or twice', () => {
    for (const stored of [undefined, null, 'w', 7, ['w'], { helm: 'w' }, { 'helm w': 5 }, { 'galley w': 'i' }]) {
      assert.deepEqual(soundBindings(stored, acts), {}, JSON.stringify(stored))
    }
    assert.deepEqual(soundBindings({ 'helm w': 'Enter', 'helm nonsense': 'i', 'helm s': 'i' }, acts), { 'helm s': 'i' })
    assert.deepEqual(soundBindings({ 'helm w': 'i', 'helm s': 'i' }, acts), { 'helm s': 'i' })
  })

  it('are no two acts of one console from the start, and none is reserved', () => {
    for (const [place, keys] of Object.entries(acts)) {
      assert.equal(new Set(keys).size, keys.length, place)
      for (const key of keys)
        assert.equal(clashOf({}, acts, place, 'w', key)?.kind === 'reserved', false, `${place} ${key}`)
    }
  })

  it('stand on their caps, and a cap names its key', () => {
    const caps = {
      w: 'W',
      'Shift+r': '⇧R',
      ArrowLeft: '←',
      Escape: 'Esc',
      ' ': 'Space',
      '-': '−',
      Tab: 'Tab',
      '[': '[',
    }
    for (const [key, cap] of Object.entries(caps)) {
      assert.equal(capOf(key), cap)
      assert.equal(keyOfCap(cap), key)
    }
  })
})
