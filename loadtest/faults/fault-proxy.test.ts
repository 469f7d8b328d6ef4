/** Rules of the fault proxy: each fault does what it says, to nobody else, and nothing is left behind. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { nextRandom, seedRandom } from '../../simulation/random.ts'
import { until } from '../bench/waiting.ts'
import { type FaultProxy, type FaultProxyOptions, startFaultProxy } from './fault-proxy.ts'

/** An open socket with what it heard and how it ended. */
interface Line {
  socket: Socket
  text(): string
  /** 'end', the code of an error, or '' while it stands. */
  over(): string
  /** Sends `text` and resolves to the milliseconds until it came back. */
  echo(text: string): Promise<number>
}

function listenTo(socket: Socket): Line {
  const heard: Buffer[] = []
  let over = ''
  socket.on('data', (bytes: Buffer) => heard.push(bytes))
  socket.on('end', () => {
    over ||= 'end'
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    over ||= error.code ?? error.message
  })
  const text = () => Buffer.concat(heard).toString('latin1')
  return {
    socket,
    text,
    over: () => over,
    async echo(sent) {
      const before = text().length
      const started = performance.now()
      socket.write(sent, 'latin1')
      await until(`${sent} came back`, () => text().length >= before + sent.length)
      assert.equal(text().slice(before), sent)
      return performance.now() - started
    },
  }
}

describe('the fault proxy', () => {
  let server: Server
  let target: { host: string; port: number }
  /** The server's ends of the connections, in the order in which they came. */
  let ends: Line[] = []
  let proxies: FaultProxy[] = []
  let lines: Line[] = []

  before(async () => {
    server = createServer({ noDelay: true }, (socket) => {
      ends.push(listenTo(socket))
      socket.pipe(socket)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    target = { host: '127.0.0.1', port: (server.address() as { port: number }).port }
  })
  after(() => server.close())
  afterEach(async () => {
    await Promise.all(proxies.map((proxy) => proxy.close()))
    for (const { socket } of [...lines, ...ends]) socket.destroy()
    proxies = []
    lines = []
    ends = []
  })

  async function start(options: Partial<FaultProxyOptions> = {}): Promise<FaultProxy> {
    const proxy = await startFaultProxy({ target, seed: 1, ...options })
    proxies.push(proxy)
    return proxy
  }
  function dial(proxy: FaultProxy): Line {
    const line = listenTo(connect({ host: '127.0.0.1', port: proxy.port, noDelay: true }))
    lines.push(line)
    return line
  }

  it('changes no byte and no order, whatever it does to their times', async () => {
    const lane = fc.record(
      {
        delayMs: fc.integer({ min: 0, max: 10 }),
        jitterMs: fc.integer({ min: 0, max: 10 }),
        stall: fc.constant({ chance: 0.3, ms: 10 }),
        bytesPerSecond: fc.integer({ min: 20_000, max: 1_000_000 }),
      },
      { requiredKeys: [] },
    )
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 800, unit: 'binary-ascii' }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.nat(), lane, lane, texts, async (seed, up, down, sent) => {
        const proxy = await start({ seed })
        proxy.set({ up, down })
        const line = dial(proxy)
        for (const text of sent) line.socket.write(text, 'latin1')
        line.socket.end()
        await until('the end came back', () => line.over() === 'end')
        assert.equal(line.text(), sent.join(''))
        await until('both ends are closed', () => proxy.connections === 0)
      }),
      { numRuns: 15 },
    )
  })

  it('delays each direction by at least what was asked', async () => {
    const proxy = await start()
    const line = dial(proxy)
    proxy.set({ up: { delayMs: 60 } })
    assert.ok((await line.echo('up')) >= 60)
    proxy.set({ down: { delayMs: 60 } })
    assert.ok((await line.echo('down')) >= 60)
    proxy.set({ both: { delayMs: 60 } })
    assert.ok((await line.echo('both')) >= 120)
    proxy.set({})
    assert.ok((await line.echo('none')) < 60)
  })

  it('swings a delay both ways within the jitter', async () => {
    const proxy = await start()
    const line = dial(proxy)
    proxy.set({ up: { delayMs: 30, jitterMs: 20 } })
    const times: number[] = []
    for (let turn = 0; turn < 20; turn++) times.push(await line.echo('x'))
    assert.ok(Math.min(...times) >= 10)
    assert.ok(Math.min(...times) < 30 && Math.max(...times) > 30, times.join(' '))
  })

  it('stalls the chunks that the seed picks', async () => {
    const seed = 2
    const proxy = await start({ seed })
    const line = dial(proxy)
    proxy.set({ up: { stall: { chance: 0.5, ms: 120 } } })
    const luck = seedRandom(seed * 1009)
    const picked = Array.from({ length: 8 }, () => nextRandom(luck) < 0.5)
    const times: number[] = []
    for (const _ of picked) times.push(await line.echo('x'))
    for (const [turn, isPicked] of picked.entries()) if (isPicked) assert.ok(times[turn]! >= 120, `chunk ${turn}`)
    assert.ok(picked.includes(true) && times.some((time) => time < 120))
  })

  it('lets no more bytes through than the bandwidth', async () => {
    const proxy = await start()
    const line = dial(proxy)
    proxy.set({ down: { bytesPerSecond: 50_000 } })
    // A tenth of a second's worth may wait in the bucket.
    assert.ok((await line.echo('x'.repeat(20_000))) >= 300)
  })

  it('makes the sender wait, rather than keep what the bandwidth does not let through', async () => {
    const proxy = await start()
    const line = dial(proxy)
    await line.echo('x')
    proxy.set({ up: { bytesPerSecond: 50_000 } })
    // More than the kernel's buffers take, so that the rest stays with the sender.
    const sent = 64 * 1024 * 1024
    line.socket.write(Buffer.alloc(sent, 'y'))
    await until('some have come', () => ends[0]!.text().length > 20_000)
    assert.ok(line.socket.writableLength > 0, 'the proxy has swallowed everything')
  })

  for (const direction of ['up', 'down'] as const) {
    it(`swallows what goes ${direction} on a half-open connection, for good, and leaves the sockets standing`, async () => {
      const proxy = await start()
      const line = dial(proxy)
      await line.echo('before ')
      proxy.set({ [direction]: { vanish: true } })
      line.socket.write('lost ')
      // All three parties share this process: once a direct echo is back, the proxy has read what lay before it.
      const direct = listenTo(connect(target))
      lines.push(direct)
      await direct.echo('past the proxy')
      proxy.set({})
      const other = dial(proxy)
      await other.echo('another connection is whole')
      line.socket.end('lost too')
      await other.echo('and goes on')
      const atServer = direction === 'up' ? ['before ', ''] : ['before lost lost too', 'end']
      await until('the server heard what it may', () => ends[0]!.over() === atServer[1])
      assert.deepEqual([ends[0]!.text(), line.text(), line.over()], [atServer[0], 'before ', ''])
      assert.equal(proxy.connections, 2)
    })
  }

  it('resets both ends, and whoever comes until the cut is over', async () => {
    const proxy = await start()
    const line = dial(proxy)
    await line.echo('x')
    let isOver = false
    const over = proxy.cut(300, 'reset').then(() => {
      isOver = true
    })
    await until('both ends heard it', () => line.over() === 'ECONNRESET' && ends[0]!.over() === 'ECONNRESET')
    const early = dial(proxy)
    await until('the newcomer is reset', () => early.over() === 'ECONNRESET')
    assert.equal(isOver, false)
    await over
    await dial(proxy).echo('it is over')
  })

  it('refuses new connections for a time while others go on', async () => {
    const proxy = await start()
    const line = dial(proxy)
    await line.echo('x')
    const over = proxy.cut(300, 'refuse')
    const early = dial(proxy)
    await until('the newcomer is refused', () => early.over() === 'ECONNREFUSED')
    await line.echo('still here')
    await over
    await dial(proxy).echo('it is over')
  })

  it('holds everything while it is silent, and loses nothing', async () => {
    const proxy = await start()
    const line = dial(proxy)
    await line.echo('x')
    void proxy.cut(200, 'silent')
    assert.ok((await line.echo('sent into the silence')) >= 199)
    assert.equal(line.over(), '')
  })

  it('resets who comes when there is no server behind it', async () => {
    const nobody = createServer()
    await once(nobody.listen(0, '127.0.0.1'), 'listening')
    const { port } = nobody.address() as { port: number }
    await new Promise((resolve) => nobody.close(resolve))
    const line = dial(await start({ target: { host: '127.0.0.1', port } }))
    await until('it is reset', () => line.over() === 'ECONNRESET')
  })

  it('follows its plan', async () => {
    const started = performance.now()
    const proxy = await start({
      plan: [
        { atMs: 0, faults: { both: { delayMs: 40 } } },
        { atMs: 300, cut: { ms: 100, kind: 'reset' } },
        { atMs: 500, faults: {} },
      ],
    })
    const line = dial(proxy)
    await until('the first step', async () => (await line.echo('x')) >= 80)
    await until('the cut', () => line.over() === 'ECONNRESET')
    assert.ok(performance.now() - started >= 299)
    await until('the time of the last step', () => performance.now() - started > 500)
    const late = dial(proxy)
    await until('the last step', async () => (await late.echo('x')) < 80)
  })

  it('leaves no timer and no socket when it is closed, whatever it is at', async () => {
    const timersNow = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    // An idle proxy has no timer; mocha's own runs from the first wait on.
    await start()
    const before = timersNow()
    const proxy = await start({ plan: [{ atMs: 60_000, faults: {} }] })
    const line = dial(proxy)
    await line.echo('x')
    const swallowed = dial(proxy)
    await swallowed.echo('x')
    proxy.set({ both: { vanish: true } })
    swallowed.socket.end('lost')
    proxy.set({ both: { delayMs: 60_000, bytesPerSecond: 1 } })
    line.socket.write('on its way for a minute')
    const cuts = (['refuse', 'silent'] as const).map((kind) => proxy.cut(60_000, kind))
    await proxy.close()
    await Promise.all(cuts)
    assert.equal(proxy.connections, 0)
    assert.equal(timersNow(), before)
    await until('the server lost them', () => ends.every(({ over }) => over() !== ''))
    const late = dial(proxy)
    await until('nobody listens', () => late.over() === 'ECONNREFUSED')
  })
})
