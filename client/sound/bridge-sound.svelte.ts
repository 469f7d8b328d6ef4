/** Lets a bridge be heard: from what its session tells to the player. */
import { untrack } from 'svelte'
import type { GameSession } from '../network/game-session.svelte.ts'
import { people } from '../network/people.svelte.ts'
import { preferences } from '../network/preferences.svelte.ts'
import { soundText as text } from '../text/sound.ts'
import { createCues, cueOfEnd } from './cues.ts'
import { sound } from './sound.svelte.ts'

/** While the bridge of a session is on screen: what happens there, as the console on screen is told of it. */
export function hearBridge(session: () => GameSession, console: () => string): void {
  const cues = createCues(() => performance.now())

  $effect(() => {
    const { snapshot } = session()
    if (snapshot) untrack(() => sound.play(cues.see(snapshot, console())))
  })
  $effect(() =>
    session().listen({
      event: (event) => sound.play(cues.event(event, console())),
      ordered: () => sound.play(cues.of([{ sound: 'order' }], console())),
      refused: () => sound.play(cues.of([{ sound: 'refused' }], console())),
    }),
  )
  $effect(() =>
    people.on('said', (lines) => {
      if (lines.some(({ from }) => from !== people.view.player)) sound.play(cues.of([{ sound: 'message' }], console()))
    }),
  )
}

/** For as long as a session is flown or its results are shown: keeps the device, and plays the end. */
export function hearFlight(session: () => GameSession, isFlown: () => boolean): void {
  let wasRunning = false
  const phase = $derived(session().snapshot?.session.phase)
  const isNeeded = $derived(isFlown() || phase === 'results')
  $effect(() => (isNeeded ? sound.hold() : undefined))
  $effect(() => {
    const isRunning = phase === 'running'
    if (wasRunning && phase === 'results') {
      untrack(() => sound.play([cueOfEnd(session().snapshot?.session.outcome ?? '')]))
    }
    wasRunning = isRunning
  })
  // Where the browser waits for a gesture, a line says so until one has come.
  const isBlocked = $derived(isFlown() && sound.state === 'blocked')
  $effect(() => {
    if (isBlocked) return untrack(() => session().show({ tone: 'plain', title: text.blockedChip, detail: '' }, true))
  })
}

/** What the mute key does, and the menu's button. */
export function toggleSound(session: GameSession): void {
  const isOn = !sound.levels.isOn
  session.show({ tone: 'plain', title: isOn ? text.isOn : text.isOff, detail: '' })
  // It holds here in any case; the next change keeps it for elsewhere.
  preferences.change({ sound: isOn }).catch(() => undefined)
}
