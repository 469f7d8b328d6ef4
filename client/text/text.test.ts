import assert from 'node:assert/strict'
import { type ErrorCode, errors } from '../../schema/errors.ts'
import { gameEvents } from '../../schema/events/index.ts'
import { quickCalls } from '../../schema/people.ts'
import { phases } from '../../schema/session.state.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { drawValue } from '../../simulation/determinism.ts'
import { factions } from '../../simulation/factions/index.ts'
import { ordnances } from '../../simulation/ordnance/index.ts'
import { seedRandom } from '../../simulation/random.ts'
import { shipClasses } from '../../simulation/ships/index.ts'
import { stationClasses } from '../../simulation/stations/index.ts'
import { systemNames } from '../../simulation/world.ts'
import { columns } from '../screens/outcome.ts'
import { access } from './access.ts'
import { accountText } from './account.ts'
import { crew } from './crew.ts'
import { line } from './line.ts'
import { networkText } from './network.ts'
import { callText, emotes, peopleText } from './people.ts'
import { screens } from './screens.ts'
import { eventSentences, refusalText } from './sentences.ts'
import { className, consoleName, consoleTask, factionName, ordnanceName, postName, systems } from './terms.ts'

/** Every sentence and word in a catalogue, also those that functions make. */
function texts(catalogue: unknown, path = ''): [string, string][] {
  if (typeof catalogue === 'string') return [[path, catalogue]]
  if (typeof catalogue === 'object' && catalogue !== null) {
    return Object.entries(catalogue).flatMap(([key, value]) => texts(value, `${path}.${key}`))
  }
  return []
}

describe('texts', () => {
  for (const [path, text] of [screens, crew, line, access, accountText, peopleText, emotes, networkText].flatMap(
    (catalogue) => texts(catalogue),
  )) {
    it(`${path} says something`, () => assert.ok(text.trim().length > 0))
  }

  it('name every console and what it does', () => {
    for (const id of consoleNames) assert.ok(consoleName(id) !== '' && postName(id) !== '' && consoleTask(id) !== '')
  })

  it('name every system', () => {
    for (const id of systemNames) assert.ok(systems[id])
  })

  it('name every class, faction and piece of ordnance otherwise than by its id', () => {
    for (const id of [...Object.keys(shipClasses), ...Object.keys(stationClasses)]) assert.notEqual(className(id), id)
    for (const id of Object.keys(factions)) assert.notEqual(factionName(id), id)
    for (const id of Object.keys(ordnances)) assert.notEqual(ordnanceName(id), id)
  })

  it('say every call with what it is about', () => {
    for (const call of quickCalls) assert.match(callText(call, 'Ravager'), /Ravager/)
  })

  it('name every figure of the results', () => {
    for (const column of columns) assert.ok(screens.figures[column], column)
  })

  it('tell an invited guest of every phase', () => {
    for (const phase of phases) assert.ok(screens.invitation.phase[phase])
  })

  for (const code of Object.keys(errors) as ErrorCode[]) {
    it(`tell of ${code} what happened and what to do`, () => {
      const notice = refusalText({ code })
      assert.equal(notice.title, errors[code].message)
      assert.equal(notice.detail, errors[code].fix)
    })
  }

  it('prefer the sentence that names the case', () => {
    assert.equal(refusalText({ code: 'refused', detail: 'Undock first.' }).title, 'Undock first.')
  })

  it('survive a code from a newer server', () => {
    assert.ok(refusalText({ code: 'from-tomorrow' as ErrorCode }).title)
  })

  for (const { name, shape } of gameEvents) {
    const sentence = eventSentences[name]
    if (sentence === undefined) continue
    it(`tell of ${name} in words, whatever its data`, () => {
      const notices = Array.from({ length: 20 }, (_, seed) => sentence(drawValue(seedRandom(seed), shape) as never))
      const told = notices.filter((notice) => notice !== undefined)
      assert.ok(told.length > 0)
      for (const { title, detail } of told) assert.doesNotMatch(`${title}${detail}`, /undefined|NaN|object/)
    })
  }
})
