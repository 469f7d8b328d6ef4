import assert from 'node:assert/strict'
import { type ErrorCode, errors, RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { type AccessField, type AccessMode, problemFrom, problemOf } from './access-form.ts'

const filled = { name: 'Mira', password: 'x'.repeat(limits.accountPassword.min), recoveryCode: 'ABCDE' }
const fieldsOf: Record<AccessMode, AccessField[]> = {
  'sign-in': ['name', 'password'],
  register: ['name', 'password'],
  recover: ['name', 'password', 'recoveryCode'],
}

describe('the sign-in form', () => {
  for (const mode of Object.keys(fieldsOf) as AccessMode[]) {
    it(`sends a ${mode} that is filled in`, () => assert.equal(problemOf(mode, filled), undefined))

    for (const field of fieldsOf[mode]) {
      it(`stops a ${mode} at an empty ${field}`, () => {
        assert.equal(problemOf(mode, { ...filled, [field]: '' })?.field, field)
      })
    }
  }

  it('holds a new password to its length, and lets an old one be what it is', () => {
    const short = { ...filled, password: 'x'.repeat(limits.accountPassword.min - 1) }
    assert.equal(problemOf('register', short)?.field, 'password')
    assert.equal(problemOf('recover', short)?.field, 'password')
    assert.equal(problemOf('sign-in', short), undefined)
  })

  for (const code of Object.keys(errors) as ErrorCode[]) {
    it(`says ${code} in a sentence`, () => {
      assert.equal(problemFrom(new RefusedError(code)).notice.title, errors[code].message)
    })
  }

  it('does not tell which of name and password was wrong', () => {
    assert.equal(problemFrom(new RefusedError('wrong-sign-in')).field, undefined)
  })

  it('calls a server that cannot be reached busy', () => {
    assert.equal(problemFrom(new TypeError('network')).notice.title, errors['server-busy'].message)
  })
})
