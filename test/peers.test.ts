/** Rules of the comparison: every peer's crews hold what the world is, and see each other's orders. */
import assert from 'node:assert/strict'
import { peers } from '../loadtest/peers/catalogue.ts'
import { run } from './run-script.ts'

interface Row {
  bytesPerPlayerPerSecond: number
  framesPerPlayerPerSecond: number
  serverCpuMsPerSecond: number
  actionToCrewMs: { p50: number; p95: number }
  actions: number
  checked: number
  mismatches: number
  reasons: Record<string, number>
}

describe('the comparison of peers', () => {
  for (const peer of Object.keys(peers)) {
    it(`measures ${peer}: crews hold the world, and orders arrive`, async () => {
      const short = ['--seconds', '1', '--settle', '1', '--rounds', '1', '--checks', '1', '--ships', '2']
      const { status, out, errors } = await run(['loadtest/bench/peers.ts', '--json', '--peers', peer, ...short], {})
      assert.deepEqual([status, errors], [0, ''], out)
      const report = JSON.parse(out) as { peers: Record<string, Row> }
      const row = report.peers[peer]!
      assert.ok(row.checked > 12 * 60, `${row.checked} checked`)
      assert.deepEqual([row.mismatches, row.reasons], [0, {}])
      assert.ok(row.actions > 0)
      assert.ok(row.actionToCrewMs.p50 > 0 && row.actionToCrewMs.p50 <= row.actionToCrewMs.p95)
      assert.ok(row.bytesPerPlayerPerSecond > row.framesPerPlayerPerSecond && row.framesPerPlayerPerSecond > 0)
      assert.ok(row.serverCpuMsPerSecond > 0)
    }).timeout(90_000)
  }

  it('says which peers there are when asked for another', async () => {
    const { status, out, errors } = await run(['loadtest/bench/peers.ts', '--peers', 'telegraph'], {})
    assert.deepEqual([status, out], [1, ''])
    assert.match(errors, /"telegraph".*socketio-json, .*hand-packed/)
  })
})
