/** Plays sounds: one audio context while somebody needs it, two volumes, a limiter, at most three sounds at once. */
import type { Channel, Sound } from './sounds.ts'
import { playVoice } from './voice.ts'

export interface Levels {
  isOn: boolean
  /** 0–1 each. */
  alarms: number
  rest: number
}

/** idle: nobody needs it. missing: this browser has no sound. blocked: it waits for a gesture. refused: the device gives none. */
export type SoundState = 'idle' | 'off' | 'missing' | 'opening' | 'blocked' | 'refused' | 'on'

export interface Surroundings {
  /** None where the browser has no sound. */
  openContext: (() => AudioContext) | undefined
  /** Whether the page is in the background. */
  isHidden: () => boolean
  /** Calls back at every gesture, after which a browser may let sounds be heard; the answer ends it. */
  onGesture: (listener: () => void) => () => void
  after: (ms: number, action: () => void) => () => void
}

interface Open {
  context: AudioContext
  channels: Record<Channel, GainNode>
  playing: { until: number; channel: Channel; output: GainNode }[]
  close: () => void
}

const most = 3
/** A context that may sound does so within this time. */
const openingMs = 600
/** After a gesture a device that works has answered by now. */
const answerMs = 3000
/** Volumes are heard as squares. */
const gainOf = (volume: number): number => volume ** 2

const isWorth = ({ isOn, alarms, rest }: Levels): boolean => isOn && (alarms > 0 || rest > 0)
export const lengthOf = ({ voices }: Sound): number => Math.max(...voices.map(({ at, lasts }) => at + lasts))

export function createPlayer(surroundings: Surroundings, changed: (state: SoundState) => void) {
  let levels: Levels = { isOn: true, alarms: 0, rest: 0 }
  let holders = 0
  let open: Open | undefined
  let isOpening = false
  let isRefused = false
  /** Played as soon as the context runs: what somebody has asked to hear. */
  let awaited: (() => void) | undefined

  function stateNow(): SoundState {
    if (!surroundings.openContext) return 'missing'
    if (!isWorth(levels)) return 'off'
    if (holders === 0) return 'idle'
    if (open?.context.state === 'running') return 'on'
    if (isRefused) return 'refused'
    return isOpening ? 'opening' : 'blocked'
  }

  function tell(): void {
    if (open?.context.state === 'running') {
      isRefused = false
      awaited?.()
      awaited = undefined
    }
    changed(stateNow())
  }

  function refuse(): void {
    isRefused = true
    tell()
  }

  function begin(make: () => AudioContext): void {
    try {
      open = build(make(), surroundings, tell, refuse)
    } catch {
      // No device, or the browser allows no more contexts.
      isRefused = true
      return
    }
    isRefused = false
    isOpening = true
    const mine = open
    surroundings.after(openingMs, () => {
      if (open !== mine) return
      isOpening = false
      tell()
    })
  }

  function refresh(): void {
    const isWanted = holders > 0 && isWorth(levels)
    if (isWanted && !open && surroundings.openContext) begin(surroundings.openContext)
    if (!isWanted) {
      open?.close()
      open = undefined
      awaited = undefined
    }
    for (const channel of ['alarms', 'rest'] as const) {
      open?.channels[channel].gain.setTargetAtTime(gainOf(levels[channel]), open.context.currentTime, 0.02)
    }
    tell()
  }

  function play(sound: Sound, pan = 0, later = 0): void {
    const { channel } = sound
    if (open?.context.state !== 'running' || levels[channel] === 0) return
    if (channel !== 'alarms' && surroundings.isHidden()) return
    sing(open, sound, pan, later)
  }

  return {
    play,
    set(next: Levels): void {
      levels = next
      refresh()
    },
    /** Keeps a context as long as it is needed and anything may be heard; the answer gives it up. */
    hold(): () => void {
      holders++
      refresh()
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        holders--
        refresh()
      }
    },
    /** For what somebody wants to hear now, though the context may only be opening. */
    whenReady(action: () => void): void {
      awaited = action
      refresh()
    },
  }
}

/** A context with its volumes and limiter, which wakes at the first gesture. */
function build(context: AudioContext, surroundings: Surroundings, tell: () => void, refuse: () => void): Open {
  const limiter = context.createDynamicsCompressor()
  limiter.threshold.value = -14
  limiter.ratio.value = 12
  limiter.attack.value = 0.003
  limiter.connect(context.destination)
  const channel = () => {
    const gain = context.createGain()
    gain.gain.value = 0
    gain.connect(limiter)
    return gain
  }
  let stopWaiting = () => {}
  const wake = () => {
    if (context.state === 'running') tell()
    if (context.state === 'running' || context.state === 'closed') return
    stopWaiting()
    stopWaiting = surroundings.after(answerMs, () => {
      if (context.state !== 'running') refuse()
    })
    context.resume().then(tell, () => {
      if (context.state !== 'closed') refuse()
    })
  }
  const stopListening = surroundings.onGesture(wake)
  context.addEventListener('statechange', tell)
  context.addEventListener('error', refuse)
  return {
    context,
    channels: { alarms: channel(), rest: channel() },
    playing: [],
    close() {
      stopWaiting()
      stopListening()
      context.removeEventListener('statechange', tell)
      context.removeEventListener('error', refuse)
      context.close().catch(() => undefined)
    },
  }
}

/** Plays it unless three others sound already; an alarm takes the place of the oldest that is none. */
function sing(open: Open, sound: Sound, pan: number, later: number): void {
  const { context, channels } = open
  const now = context.currentTime
  open.playing = open.playing.filter(({ until }) => until > now)
  if (open.playing.length >= most) {
    const given = sound.channel === 'alarms' ? open.playing.find(({ channel }) => channel !== 'alarms') : undefined
    if (!given) return
    given.output.gain.setTargetAtTime(0, now, 0.02)
    open.playing = open.playing.filter((each) => each !== given)
  }
  const output = context.createGain()
  const panner = context.createStereoPanner()
  panner.pan.value = pan
  output.connect(panner).connect(channels[sound.channel])
  const start = now + later
  for (const voice of sound.voices) playVoice(context, voice, start, output)
  open.playing.push({ until: start + lengthOf(sound), channel: sound.channel, output })
}
