import assert from 'node:assert/strict'
import { access, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { closes } from '../schema/close-codes.ts'
import { errors } from '../schema/errors.ts'
import { gameEvents } from '../schema/events/index.ts'
import { platformEvents } from '../schema/events/platform.ts'
import { commandShapes } from '../schema/messages.ts'
import { orderCatalogue } from '../simulation/orders.ts'
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

  it('tell of every event: its code, its data, and what happened', async () => {
    const page = await pages['docs/events.md']!()
    for (const { code, name, shape, says } of [...platformEvents, ...gameEvents]) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${code} `)) ?? ''
      assert.ok(row.includes(`\`${name}\``) && row.includes(says), name)
      for (const key of Object.keys(shape.shape)) assert.match(row, new RegExp(`\\b${key}\\??: `), `${name}.${key}`)
    }
  })

  it('tell of every command and order its arguments and its rate, and of every field of the state', async () => {
    const page = await pages['docs/protocol.md']!()
    const rowOf = (name: string) => page.split('\n').find((line) => line.startsWith(`| \`${name}\` `)) ?? ''
    for (const [name, { shape, rate }] of Object.entries(orderCatalogue)) {
      assert.match(rowOf(name), new RegExp(` ${rate} +\\|`), name)
      const properties = Object.keys(shape instanceof z.ZodObject ? shape.shape : {})
      for (const key of properties) assert.match(rowOf(name), new RegExp(`\\b${key}\\??: `), `${name}.${key}`)
    }
    for (const name of [...Object.keys(commandShapes), 'headingOrdered', 'contacts', 'pausedAt'])
      assert.notEqual(rowOf(name), '', name)
    assert.doesNotMatch(page, /undefined|\[object|NaN/)
  })

  it('tell of every refusal what to do', async () => {
    const page = await pages['docs/errors.md']!()
    for (const [code, { message, fix }] of Object.entries(errors))
      assert.ok(
        page.split('\n').some((line) => [`\`${code}\``, message, fix].every((part) => line.includes(part))),
        code,
      )
  })

  it('link to what is there', async () => {
    for (const [path, write] of Object.entries(pages))
      for (const [, link] of (await write()).matchAll(/\]\(([^)#]+)/g))
        await access(new URL(link!, new URL(`../${path}`, import.meta.url)))
  })
})
