/** `npm run pictures`: plays a fight in Chromium and takes the picture that the README shows. */
import { join } from 'node:path'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer } from '../server.ts'
import { openBrowser } from './browser.ts'
import { byId, readTarget, shoot, startCrew, steer } from './crew.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs')
const fightingRange = 3200

const server = await startServer()
const browser = await openBrowser()
const [mira, jonas] = [await browser.person(), await browser.person()]
await startCrew(mira, jonas, server.url)
await byId(jonas, 'beams-auto').click()
await byId(jonas, 'shields-up').click()
await until(
  'the ships meet',
  async () => {
    const target = await readTarget(jonas)
    if (target === undefined) return false
    await steer(mira, target)
    await shoot(jonas)
    return target.away < fightingRange
  },
  120_000,
)
await jonas.screenshot({ path: join(folder, 'bridge.png') })
await browser.close()
await server.stop()
process.exit(0)
