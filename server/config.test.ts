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
    TRUSTED_PROXIES: ['proxy', '10.0.0.1,,x', '10.0.0.0/33', '0.0.0.0/0', '::/0'],
    RATE_LIMIT_FACTOR: ['0', 'none'],
    CORS_ORIGIN: ['play.example', 'https://play.example/', 'ftp://x', '*'],
    HOLD_SECONDS: ['4', 'long'],
    EMPTY_SECONDS: ['0'],
    IDLE_SECONDS: ['59'],
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

  it('shows no password of an address that cannot be used', () => {
    for (const url of ['127.0.0.1', 'mysql://ann:secret@host/name', 'postgres//ann:secret@host', 'ann:se@cret@host']) {
      assert.throws(
        () => readConfig({ DATABASE_URL: url }),
        ({ message }) => message.startsWith('DATABASE_URL=') && !/\n|secret|cret/.test(message),
      )
    }
  })

  it('shows no key that cannot be used', () => {
    assert.throws(
      () => readConfig({ JWT_PRIVATE_KEY: 'a secret' }),
      ({ message }) => message.startsWith('JWT_PRIVATE_KEY=') && !/\n|a secret/.test(message),
    )
  })

  it('reads lists of proxies', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16,2001:db8::/32' })
    assert.deepEqual(trustedProxies, ['10.0.0.1', '10.1.0.0/16', '2001:db8::/32'])
    assert.deepEqual(readConfig({}).trustedProxies, [])
  })

  it('refuses several processes on the database in a folder, in one line', () => {
    const alone = { REDIS_URL: 'redis://127.0.0.1:6379' }
    assert.throws(
      () => readConfig(alone),
      (error) => error instanceof ConfigError && /^REDIS_URL.*DATABASE_URL.*$/.test(error.message),
    )
    assert.equal(readConfig({ ...alone, DATABASE_URL: 'postgres://127.0.0.1/flotilla' }).redisUrl, alone.REDIS_URL)
  })

  it('describes every setting it reads', () => {
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'LOG_LEVEL', 'MONITOR_PASSWORD'])
      assert.match(describeSettings(), new RegExp(name))
  })
})
