/** An audio context for tests: keeps which sources were started and how it was closed, and is woken by hand. */

interface Param {
  value: number
  setValueAtTime: () => void
  linearRampToValueAtTime: () => void
  exponentialRampToValueAtTime: () => void
  setTargetAtTime: (value: number) => void
}

function param(): Param {
  const made: Param = {
    value: 0,
    setValueAtTime() {},
    linearRampToValueAtTime() {},
    exponentialRampToValueAtTime() {},
    setTargetAtTime(value) {
      made.value = value
    },
  }
  return made
}

class FakeNode extends EventTarget {
  gain = param()
  frequency = param()
  Q = param()
  pan = param()
  threshold = param()
  ratio = param()
  attack = param()
  connect(next: FakeNode): FakeNode {
    return next
  }
}

export class FakeContext extends EventTarget {
  state: AudioContextState = 'running'
  currentTime = 0
  sampleRate = 100
  destination = new FakeNode()
  /** Moments at which sources were started. */
  started: number[] = []
  gains: FakeNode[] = []
  panners: FakeNode[] = []
  /** What a gesture does to it. */
  wakes: 'runs' | 'refuses' | 'hangs' = 'runs'

  createDynamicsCompressor = () => new FakeNode()
  createBiquadFilter = () => new FakeNode()
  createBuffer = (_channels: number, length: number) => ({ getChannelData: () => new Float32Array(length) })
  createGain = () => this.keep(this.gains)
  createStereoPanner = () => this.keep(this.panners)
  createOscillator = () => this.source()
  createBufferSource = () => this.source()

  private keep(nodes: FakeNode[]): FakeNode {
    const node = new FakeNode()
    nodes.push(node)
    return node
  }
  private source() {
    const start = (at: number) => this.started.push(at)
    return Object.assign(new FakeNode(), { start, stop: () => undefined })
  }
  turn(state: AudioContextState): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
  async resume(): Promise<void> {
    if (this.wakes === 'refuses') throw new Error('no device')
    if (this.wakes === 'hangs') return new Promise(() => undefined)
    this.turn('running')
  }
  async close(): Promise<void> {
    this.turn('closed')
  }
}
