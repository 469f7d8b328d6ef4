/** Rules of configuration: defaults work, and a wrong value is named in one line that says what to set. */
import assert from 'node:assert/strict'
import { ConfigError, describeSettings, readConfig } from './config.ts'

describe('configuration', () => {
  it('has defaults that stay on this machine, with the monitor off', () => {
    const config = readConfig({})
    assert.deepEqual([config.port, config.host, config.monitorPassword], [2567, '127.0.0.1', ''])
  })

  const bad: Record<string, string[]> = {
    PORT: ['0', '65536', 'http', '-1', '2.5'],
    LOG_LEVEL: ['loud'],
    MONITOR_PASSWORD: ['short'],
  }
  for (const [name, values] of Object.entries(bad)) {
    it(`refuses a wrong ${name} in one line that names it`, () => {
      for (const value of values) {
        assert.throws(
          () => readConfig({ [name]: value }),
          (error) =>
            error instanceof ConfigError &&
            error.message.startsWith(`${name}="${value}"`) &&
            !error.message.includes('\n'),
        )
      }
    })
  }

  it('describes every setting it reads', () => {
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'LOG_LEVEL', 'MONITOR_PASSWORD'])
      assert.match(describeSettings(), new RegExp(name))
  })
})
