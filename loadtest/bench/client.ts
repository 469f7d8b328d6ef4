/** `npm run bench:client -- --json`: how much the page loads, and how long the radar takes to draw 200 moving contacts. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { findTool } from '../../scripts/tools.mjs'
import { printReport, round, spread } from './report.ts'
import { startServerProcess } from './server-process.ts'
import { until } from './waiting.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, frames: { type: 'string', default: '600' } },
})
const frames = Number(values.frames)
const warmUpFrames = 120
const client = fileURLToPath(new URL('../../client/', import.meta.url))
const seed = 1

/** Kilobytes that a page has fetched from its own server: as they came, or as gzip would make them where they came bare. */
function countKilobytes(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    const isPart = ['document', 'script', 'stylesheet', 'font', 'image'].includes(response.request().resourceType())
    if (isPart) sizes.push(response.body().then((body) => sizeOf(body, response.headers())))
  })
  return async () => round((await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1000)
}

function sizeOf(body: Buffer, headers: Record<string, string>): number {
  const sent = Number(headers['content-length'] ?? body.length)
  const isPacked =
    headers['content-encoding'] !== undefined || /font|image\/(png|jpeg|webp)/.test(headers['content-type'] ?? '')
  return isPacked ? sent : gzipSync(body).length
}

/** What comes for the first page, and what has come once a console is on screen. */
async function measureBundle(browser: Browser): Promise<{ lobby: number; console: number }> {
  const server = await startServerProcess({ entities: 0, hz: 20, seed })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  const kilobytes = countKilobytes(page)
  await page.goto(server.url, { waitUntil: 'networkidle' })
  const lobby = await kilobytes()
  await page.getByTestId('name-input').fill('Mira')
  await page.getByTestId('new-session').click()
  await page.getByTestId('create-session').click()
  await page.getByTestId('take-helm').click()
  await page.getByTestId('start').click()
  await page.getByTestId('console-helm').waitFor()
  const console = await kilobytes()
  await page.close()
  await server.stop()
  return { lobby, console }
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** The folder's files on a free port. */
async function serve(folder: string) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname)
    const name = path === '/' ? 'index.html' : path
    readFile(join(folder, name)).then(
      (file) => response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream').end(file),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

async function measureRadar(browser: Browser): Promise<Record<string, { p50: number; p95: number }>> {
  const folder = await mkdtemp(join(tmpdir(), 'flotilla-radar-'))
  const configFile = join(client, 'vite.config.ts')
  await build({
    configFile,
    root: join(client, 'bench'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  const server = await serve(folder)
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(server.url)
  const figures: Record<string, { p50: number; p95: number }> = {}
  for (const range of [10_000, 50_000]) {
    await page.evaluate(`window.look(${range})`)
    const sample = await framesOf(page)
    const { p50, p95 } = spread(sample)
    figures[range === 10_000 ? 'radarFrameMs' : 'radarFrameMsAt50k'] = { p50, p95 }
  }
  await page.close()
  server.close()
  await rm(folder, { recursive: true })
  return figures
}

/** Milliseconds of script in each of the next frames. */
async function framesOf(page: Page): Promise<number[]> {
  await page.evaluate('window.frameMs.splice(0)')
  await until(
    `${warmUpFrames + frames} frames are drawn`,
    async () => (await page.evaluate<number>('window.frameMs.length')) >= warmUpFrames + frames,
    120_000,
  )
  return (await page.evaluate<number[]>('window.frameMs')).slice(warmUpFrames, warmUpFrames + frames)
}

const { path, problem } = findTool('chromium')
if (path === undefined) throw new Error(problem)
await build({ configFile: join(client, 'vite.config.ts'), logLevel: 'warn' })
const browser = await chromium.launch({
  executablePath: path,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
})
const bundleKb = await measureBundle(browser)
const radar = await measureRadar(browser)
await browser.close()
printReport({ bundleKb, contacts: 200, frames, ...radar }, seed, values.json)
