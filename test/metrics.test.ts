/** What operators' graphs read, behind the monitor's password. */
import assert from 'node:assert/strict'
import { startServer } from './server.ts'

describe('the metrics', () => {
  it('show the process, the database and its writes to who knows the password', async () => {
    const server = await startServer({ env: { MONITOR_PASSWORD: 'a good password' } })
    const ask = (password: string) =>
      fetch(`${server.url}/metrics`, { headers: { authorization: `Basic ${btoa(`admin:${password}`)}` } })
    assert.equal((await ask('a guess')).status, 401)
    const answer = await ask('a good password')
    const text = await answer.text()
    await server.stop()
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/)
    for (const line of [
      'flotilla_database_up 1',
      'flotilla_write_queue_length 0',
      'flotilla_events_dropped ',
      'flotilla_writes_total{outcome="done"} 0',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      assert.ok(text.includes(`\n${line}`), line)
  })

  it('are not there without a password', async () => {
    const server = await startServer()
    const { status } = await fetch(`${server.url}/metrics`)
    await server.stop()
    assert.equal(status, 404)
  })
})
