/** The lobby's filters, and whom quick play joins. */
import assert from 'node:assert/strict'
import { everything, type Filter, isWanted, quickChoice } from './lobby-filter.ts'

const listing = (change: object = {}) => ({
  name: 'Gannet Reach',
  phase: 'lobby',
  settings: JSON.stringify({ scenario: 'siege', difficulty: 5, ships: 1 }),
  seats: '##....',
  needs: '',
  people: 2,
  hasPassword: false,
  isPaused: false,
  ...change,
})
const wants = (change: Partial<Filter>, session: object = {}) =>
  isWanted(listing(session), { ...everything, ...change })

describe('the lobby’s filters', () => {
  it('let everything through until something is asked', () => {
    assert.equal(wants({}), true)
    assert.equal(wants({}, { phase: 'results', seats: '######' }), true)
  })

  it('find a part of the name, however it is written', () => {
    assert.equal(wants({ search: ' reach' }), true)
    assert.equal(wants({ search: 'kestrel' }), false)
  })

  it('know open seats: none in a full ship, none when it is over', () => {
    assert.equal(wants({ hasOpenSeats: true }), true)
    assert.equal(wants({ hasOpenSeats: true }, { seats: '######' }), false)
    assert.equal(wants({ hasOpenSeats: true }, { seats: '###### #####.' }), true)
    assert.equal(wants({ hasOpenSeats: true }, { phase: 'results' }), false)
  })

  it('choose by scenario and by how hard it is', () => {
    assert.equal(wants({ scenario: 'siege', difficulty: 'fair' }), true)
    assert.equal(wants({ scenario: 'convoy' }), false)
    assert.equal(wants({ difficulty: 'hard' }), false)
  })
})

describe('quick play', () => {
  it('joins who needs somebody, else the fullest crew that gathers, else who flies', () => {
    const running = listing({ name: 'running', phase: 'running', people: 5 })
    const small = listing({ name: 'small', people: 1 })
    const large = listing({ name: 'large', people: 4 })
    const needy = listing({ name: 'needy', phase: 'running', needs: 'helm', people: 1 })
    assert.equal(quickChoice([running, small, large, needy])?.name, 'needy')
    assert.equal(quickChoice([running, small, large])?.name, 'large')
    assert.equal(quickChoice([running])?.name, 'running')
  })

  it('joins nobody where there is no seat, a password, a pause, or nobody', () => {
    const closed = [{ seats: '######' }, { hasPassword: true }, { isPaused: true }, { people: 0 }, { phase: 'results' }]
    assert.equal(quickChoice(closed.map(listing)), undefined)
  })
})
