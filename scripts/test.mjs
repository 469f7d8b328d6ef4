/** `npm test`, `npm run check`, `npm run test:full`: runs the gates and mocha suites, and ends with "N passed, N failed". */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkNode } from './check-node.mjs'
import { findTool, toolNames } from './tools.mjs'

checkNode()

/** A gate passes or fails as one; a suite is counted test by test. */
const gates = {
  'types: server, rules, tests': ['tsc', '-p', '.'],
  'types: the rules alone, without Node or a browser': ['tsc', '-p', 'simulation'],
  'types: browser tests': ['tsc', '-p', 'test/browser'],
  'types: client': ['svelte-check', '--tsconfig', 'client/tsconfig.json', '--fail-on-warnings', '--output', 'machine'],
  lint: ['biome', 'check', '--error-on-warnings'],
  'who imports whom': [
    'depcruise',
    '--output-type',
    'err',
    'schema',
    'simulation',
    'server',
    'client',
    'loadtest',
    'arena.config.ts',
  ],
  'nothing unused': ['knip', '--no-progress'],
}
const unit = ['{schema,simulation,server,client,loadtest,scripts}/**/*.test.ts']
const integration = ['test/*.test.ts']
const browser = ['test/browser/**/*.test.ts']
const plans = {
  check: { suites: [unit] },
  quick: { suites: [unit, integration, browser], needsClient: true },
  full: { suites: [unit, integration, browser, ['test/full/**/*.test.ts']], needsClient: true },
}

const plan = plans[process.argv[2]]
if (plan === undefined) {
  console.error(`Say which tests: node scripts/test.mjs ${Object.keys(plans).join('|')}`)
  process.exit(1)
}

const total = { passed: 0, failed: 0 }
for (const [name, command] of Object.entries(gates)) gate(name, command)
if (plan.needsClient) {
  gate('the client builds', ['vite', 'build', 'client', '--logLevel', 'warn'])
  for (const name of toolNames) prepare(name)
}
for (const specs of plan.suites) suite(specs)

const executed = total.passed + total.failed
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || executed === 0 ? 1 : 0)

function run([command, ...args], options = {}) {
  // Without a shell a pattern reaches mocha as it stands; on Windows the .cmd shims need one.
  return spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options,
  })
}

function gate(name, command) {
  const started = Date.now()
  const isGood = run(command).status === 0
  total[isGood ? 'passed' : 'failed']++
  console.log(`${isGood ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}

function suite(specs) {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-count-'))
  const counts = join(folder, 'counts.json')
  const { status } = run(['mocha', '--reporter', 'scripts/count-reporter.cjs', ...specs], {
    env: { ...process.env, TEST_COUNTS: counts },
  })
  try {
    const { passes, failures } = JSON.parse(readFileSync(counts, 'utf8'))
    total.passed += passes
    // A crash after the last test is a failure too, and so is a suite in which nothing ran.
    total.failed += failures > 0 ? failures : status !== 0 || passes === 0 ? 1 : 0
  } catch {
    console.error(`✖ ${specs} ended before it could count (status ${status})`)
    total.failed++
  }
  rmSync(folder, { recursive: true })
}

function prepare(name) {
  const { path, problem } = findTool(name, { mayInstall: true })
  if (path !== undefined) return
  console.error(`✖ ${problem}`)
  total.failed++
}
