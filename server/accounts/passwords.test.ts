/** Rules of passwords: costly to guess, never more at once than the machine can bear, none that everybody guesses. */
import assert from 'node:assert/strict'
import { RefusedError } from '../../schema/errors.ts'
import { UnavailableError } from '../http.ts'
import { checkStrength, openPasswords } from './passwords.ts'

const isWeak = (password: string, name = 'Mira') => {
  try {
    checkStrength(password, name)
    return false
  } catch (error) {
    assert.ok(error instanceof RefusedError && error.code === 'weak-password')
    return true
  }
}

describe('passwords', () => {
  it('Security 3: are kept as argon2id of at least 19 MiB and two passes, each with a salt of its own', async () => {
    const passwords = await openPasswords()
    const [one, other] = await Promise.all([passwords.hash('otter lamp canyon'), passwords.hash('otter lamp canyon')])
    const [, memory, time] = one.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/) ?? []
    assert.ok(Number(memory) >= 19 * 1024 && Number(time) >= 2, one)
    assert.notEqual(one, other)
    assert.equal(await passwords.verify(one, 'otter lamp canyon'), true)
    assert.equal(await passwords.verify(one, 'otter lamp canyons'), false)
  })

  it('Security 3: that are common, one sign over and over, or the name itself are refused', () => {
    const weak = ['password', 'Password1', '12345678', 'qwertyuiop', 'aaaaaaaaaa', 'abababab', 'iloveyou', 'TrustNo1']
    for (const password of weak) assert.equal(isWeak(password), true, password)
    assert.equal(isWeak('Mira the Bold', 'mirа  the BÓLD'), true, 'the name, written otherwise')
    for (const good of ['otter lamp canyon', 'x7#kQm!2vLp9', 'пять зелёных ламп'])
      assert.equal(isWeak(good), false, good)
  })

  it('are the same from every keyboard', async () => {
    const passwords = await openPasswords()
    assert.equal(await passwords.verify(await passwords.hash('caf\u00e9 caf\u00e9'), 'cafe\u0301 cafe\u0301'), true)
  })

  it('are checked in turn, and refused as busy beyond a bound instead of piling up', async () => {
    const passwords = await openPasswords({ atOnce: 1, waiting: 2 })
    const checks = Array.from({ length: 6 }, () => passwords.verify(undefined, 'otter lamp canyon'))
    const outcomes = await Promise.allSettled(checks)
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    assert.equal(refused.length, 3)
    for (const { reason } of refused) assert.ok(reason instanceof UnavailableError)
    assert.equal(await passwords.verify(undefined, 'otter lamp canyon'), false, 'and it goes on afterwards')
  })

  it('of an unknown name cost the same time as a wrong one', async () => {
    const passwords = await openPasswords()
    const stored = await passwords.hash('otter lamp canyon')
    const timeOf = async (hash: string | undefined) => {
      const times: number[] = []
      for (let round = 0; round < 9; round++) {
        const started = performance.now()
        await passwords.verify(hash, 'some other words')
        times.push(performance.now() - started)
      }
      return times.sort((one, other) => one - other)[4]!
    }
    const [known, unknown] = [await timeOf(stored), await timeOf(undefined)]
    // A missing check would take some thousandth of it.
    assert.ok(unknown > known / 3 && known > unknown / 3, `${known} ms and ${unknown} ms`)
  })
})
