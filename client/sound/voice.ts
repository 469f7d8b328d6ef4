/** Brings one voice of a sound to an output of the Web Audio API. */
import type { Voice } from './materials.ts'

const silence = 0.0001
const tail = 0.03
const strikes = 0.002
const noiseSeconds = 2

/** One length of noise serves all sounds of a context. */
const noises = new WeakMap<BaseAudioContext, AudioBuffer>()

function noiseOf(context: BaseAudioContext): AudioBuffer {
  const made = noises.get(context)
  if (made) return made
  const buffer = context.createBuffer(1, noiseSeconds * context.sampleRate, context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let index = 0; index < samples.length; index++) samples[index] = Math.random() * 2 - 1
  noises.set(context, buffer)
  return buffer
}

/** Sounds the voice of a sound that begins at `start`, in the context's seconds. */
export function playVoice(context: AudioContext, voice: Voice, start: number, output: AudioNode): void {
  const from = start + voice.at
  const until = from + voice.lasts
  const { source, filter } = voice.wave === 'noise' ? breath(context, voice, from) : tone(context, voice, from)
  const envelope = shape(context, voice, from, until)
  if (filter) source.connect(filter).connect(envelope)
  else source.connect(envelope)
  envelope.connect(output)
  source.start(from)
  source.stop(until + tail)
}

interface Made {
  source: AudioScheduledSourceNode
  filter?: BiquadFilterNode
}

function breath(context: AudioContext, { hz, toHz = hz, narrow = 1, lasts }: Voice, from: number): Made {
  const source = context.createBufferSource()
  source.buffer = noiseOf(context)
  source.loop = true
  const filter = context.createBiquadFilter()
  filter.type = 'bandpass'
  filter.Q.value = narrow
  filter.frequency.setValueAtTime(hz, from)
  filter.frequency.exponentialRampToValueAtTime(toHz, from + lasts)
  return { source, filter }
}

function tone(context: AudioContext, { wave, hz, toHz, dull, lasts }: Voice, from: number): Made {
  const source = context.createOscillator()
  source.type = wave as OscillatorType
  source.frequency.setValueAtTime(hz, from)
  if (toHz !== undefined) source.frequency.exponentialRampToValueAtTime(toHz, from + lasts)
  if (dull === undefined) return { source }
  const filter = context.createBiquadFilter()
  filter.type = 'lowpass'
  filter.frequency.value = dull
  return { source, filter }
}

function shape(context: AudioContext, voice: Voice, from: number, until: number): GainNode {
  const envelope = context.createGain()
  const { gain } = envelope
  gain.setValueAtTime(0, from)
  gain.linearRampToValueAtTime(voice.loud, from + (voice.rises ?? strikes))
  if (voice.isHeld) gain.setValueAtTime(voice.loud, until - voice.lasts * 0.3)
  gain.exponentialRampToValueAtTime(silence, until)
  return envelope
}
