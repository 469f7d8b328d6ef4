import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { closes } from '../schema/close-codes.ts'
import { pages } from './docs.mjs'

describe('the generated pages', () => {
  for (const [path, write] of Object.entries(pages)) {
    it(`${path} is what "npm run docs" would write`, async () => {
      const onDisk = await readFile(new URL(`../${path}`, import.meta.url), 'utf8')
      assert.equal(onDisk, await write())
    })
  }

  it('tell of every close code: its reason, its sentence, and whether the page comes back', async () => {
    const page = await pages['docs/close-codes.md']!()
    for (const [reason, { code, sentence, comesBack }] of Object.entries(closes)) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${code} |`)) ?? ''
      assert.ok(row.includes(`\`${reason}\``) && row.includes(sentence), reason)
      assert.equal(row.includes('by itself'), comesBack, reason)
    }
  })
})
