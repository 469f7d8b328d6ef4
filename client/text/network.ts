/** Every word of the network panel: the figures and what they mean, the messages, the conditions. */
import type { PresetName } from '../network/conditions.ts'
import type { MessageKind } from '../network/message-log.ts'

const ms = (value: number) => (value >= 10_000 ? `${Math.round(value / 1000)} s` : `${Math.round(value)} ms`)

export const networkText = {
  title: 'Network',
  open: 'Network',
  close: 'Close',
  toggle: 'Toggle',
  copy: 'Copy the figures',
  copied: 'Copied.',
  notCopied: 'This browser does not let the page copy.',
  tabs: { figures: 'Figures', messages: 'Messages', conditions: 'Conditions' },
  levels: { good: 'Good', fair: 'Fair', poor: 'Poor' },
  marks: { fair: 'high', poor: 'too high', slow: 'slow' },
  measuring: 'Measuring',
  cut: 'Cut',
  none: '–',
  p95: (value: string) => `p95 ${value}`,
  peak: (value: string) => `peak ${value}`,
  press: 'Press a figure to read what it means and what is good.',
  lastMinute: (name: string) => `${name} in the last minute`,
  figures: {
    rtt: {
      name: 'Round trip',
      means:
        'How long a beat takes to the server and back; one goes out each second. Good up to 100 ms. Above 250 ms your orders feel late.',
    },
    jitter: {
      name: 'Jitter',
      means:
        'How much one round trip differs from the next, smoothed over sixteen (RFC 3550). Good up to 20 ms. Above 60 ms motion may stutter.',
    },
    bytesIn: {
      name: 'Received',
      means:
        'Bytes that come in each second, WebSocket headers included. Good up to 4 kB/s; a quiet flight needs far less.',
    },
    bytesOut: {
      name: 'Sent',
      means: 'Bytes that go out each second: your orders, and one beat. Good up to 1 kB/s.',
    },
    tickRate: {
      name: 'Game pace',
      means:
        'Ticks of the game that go by each second. Good is 20; fewer means that the server is behind. A pause shows 0.',
    },
    correction: {
      name: 'Helm error',
      means:
        'How far the page’s own guess of your ship was off, in units, the worst of five seconds. Good up to 5 u. Above 50 u the ship jumps.',
    },
    drawnAge: {
      name: 'Drawn late',
      means: 'How far the radar is behind the server’s present, the worst of five seconds. Good up to 150 ms.',
    },
  },
  framesPerSecond: (rate: string) => `${rate} frames/s`,
  patchesPerSecond: (rate: string) => `${rate} patches/s`,
  corrections: (count: number) => (count === 1 ? '1 correction' : `${count} corrections`),
  patches: {
    title: (count: number) => `Last ${count} patches`,
    unit: 'bytes each',
    late: 'late',
    full: 'full state',
    same: 'matched',
    other: 'differed',
    label: (count: number, most: number) => `The last ${count} patches of the state, ${most} bytes at most`,
  },
  facts: {
    losses: {
      name: 'Losses',
      means:
        'Beats without an answer within 2 s, and silences of the server longer than 1.5 s. Good is none of either.',
      value: (lost: number, gaps: number) =>
        `${lost} beat${lost === 1 ? '' : 's'}, ${gaps} gap${gaps === 1 ? '' : 's'}`,
    },
    clockOffset: {
      name: 'Clock offset',
      means: 'How far this page’s idea of the server’s time is off the best that it knows. It comes right by itself.',
      value: (offset: string, jitter: string) => `${offset} ms ± ${jitter}`,
    },
    verified: {
      name: 'Verified',
      means:
        'How often what this page knows was compared with what the server knows, and how often it differed. Good is never.',
      value: (checked: number, mismatches: number) => `${checked} checked, ${mismatches} wrong`,
    },
    resyncs: {
      name: 'Full states asked for',
      means: 'How often this page had to ask for everything anew. Good is never.',
      value: (count: number) => `${count}`,
    },
    tick: {
      name: 'Tick',
      means: 'The game’s own time, counted in ticks.',
      value: (tick: number) => tick.toLocaleString('en').replaceAll(',', ' '),
    },
  },
  fetch: {
    button: 'Ask for full state',
    means: 'Leaves this line and opens another, over which the whole state comes anew. Your seat is kept.',
  },
  messages: {
    way: 'Direction',
    ways: { both: 'Both ways', in: 'In', out: 'Out' },
    kind: 'Kind',
    all: 'All kinds',
    problems: 'Problems',
    kinds: {
      order: 'Orders',
      reply: 'Replies',
      event: 'Events',
      state: 'State',
      line: 'The line',
    } satisfies Record<MessageKind, string>,
    search: 'Search',
    pause: 'Stop the list',
    go: 'Let the list run',
    paused: 'Stopped',
    copy: 'Copy what is listed',
    copyOne: 'Copy',
    in: 'In',
    out: 'Out',
    bytes: (count: number) => `${count} B`,
    count: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    none: 'Nothing like this yet. Messages are kept from when this list is first opened.',
    more: (count: number) => `${count} older ones. Narrow the list to see them.`,
    empty: 'It carries nothing to read: state is applied, not shown.',
  },
  conditions: {
    means: 'Slows this page’s line to the game for a test; chat is left alone.',
    presets: 'Network',
    names: { none: 'None', good: 'Good', mobile: 'Mobile', awful: 'Awful' } satisfies Record<PresetName, string>,
    describes: {
      none: 'The line as it is.',
      good: 'A good line at home: 40 ± 10 ms there and back.',
      mobile: 'A poor mobile line: 150 ± 30 ms there and back, 250 ms stalls, 32 KiB/s.',
      awful: 'Hardly a line: 500 ± 240 ms there and back, stalls of 1.5 s, 4 KiB/s.',
      own: 'Your own, set below.',
    } satisfies Record<PresetName | 'own', string>,
    ways: 'What the sliders set',
    wayNames: { both: 'Both ways', in: 'In', out: 'Out' },
    delay: 'Delay',
    jitter: 'Jitter',
    stall: 'Stalls',
    stallEvery: 'every',
    stallEverySpoken: 'Time between two stalls',
    bandwidth: 'Limit',
    ms,
    plusMinus: (value: number) => `± ${ms(value)}`,
    seconds: (value: number) => `${value / 1000} s`,
    kib: (value: number) => (value === 0 ? 'none' : `${value} KiB/s`),
    cut: 'Cut for',
    cutNow: 'Nothing passes until the cut is over.',
    cutFor: (seconds: number) => `${seconds} s`,
    off: 'Back to none',
    isOff: 'Nothing is set.',
    chip: 'Test',
    chipCut: 'Cut',
    chipMeans: 'Network conditions are set for a test. Press to change them.',
    linkMeans: (state: string) => `Connection: ${state}. Press for its figures.`,
  },
} as const
