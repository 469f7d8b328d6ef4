/** The page's one player, with the volumes that the player has chosen. */
import type { Preferences } from '../../schema/accounts.ts'
import { preferences } from '../network/preferences.svelte.ts'
import type { Cue } from './cues.ts'
import { createPlayer, type Levels, lengthOf, type SoundState } from './player.ts'
import { type SoundId, sounds } from './sounds.ts'

const usual = { alarms: 0.7, rest: 0.5 } as const
const gestures = ['pointerup', 'keydown', 'touchend'] as const

export const levelsOf = ({ sound, alarmVolume, volume }: Preferences): Levels => ({
  isOn: sound ?? true,
  alarms: alarmVolume ?? usual.alarms,
  rest: volume ?? usual.rest,
})

function createSound() {
  let state = $state<SoundState>('idle')
  const levels = $derived(levelsOf(preferences.now))
  const player = createPlayer(
    {
      // Looked up each time the page begins anew; some browsers have none.
      openContext: 'AudioContext' in window ? () => new AudioContext() : undefined,
      isHidden: () => document.hidden,
      onGesture(listener) {
        for (const name of gestures) window.addEventListener(name, listener, { capture: true, passive: true })
        return () => {
          for (const name of gestures) window.removeEventListener(name, listener, { capture: true })
        }
      },
      after(ms, action) {
        const timer = setTimeout(action, ms)
        return () => clearTimeout(timer)
      },
    },
    (next) => {
      state = next
    },
  )
  $effect.root(() => {
    $effect(() => player.set(levels))
  })

  return {
    get state() {
      return state
    },
    get levels() {
      return levels
    },
    hold: player.hold,
    play(cues: readonly Cue[]): void {
      for (const { sound, pan } of cues) player.play(sounds[sound], pan)
    },
    /** One after the other, also when the browser has yet to begin. */
    sample(ids: readonly SoundId[]): void {
      player.whenReady(() => {
        let later = 0
        for (const id of ids) {
          player.play(sounds[id], 0, later)
          later += lengthOf(sounds[id])
        }
      })
    },
  }
}

export const sound = createSound()
