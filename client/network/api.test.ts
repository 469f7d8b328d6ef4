import assert from 'node:assert/strict'
import { type ErrorCode, errors } from '../../schema/errors.ts'
import { refusalOf } from './api.ts'

describe('answers of the server', () => {
  for (const code of Object.keys(errors) as ErrorCode[]) {
    it(`reads ${code} with its detail`, () => {
      const refused = refusalOf({ error: { code, message: 'm', fix: 'f', detail: 'Because.' } }, errors[code].status)
      assert.deepEqual([refused.code, refused.detail], [code, 'Because.'])
    })
  }

  it('reads what is no answer of ours as a server that is not there', () => {
    for (const body of [undefined, null, 'oops', {}, { error: 'text' }, { error: { code: 'toString' } }]) {
      assert.equal(refusalOf(body, 502).code, 'server-busy')
    }
  })
})
