/** What the crew says while one works a console: captions for a moment, and calls that mark their contact. */
import { type ChatLine, kindOf, type QuickCall } from '../../schema/people.ts'
import { people } from '../network/people.svelte.ts'
import { callSentence } from '../text/people.ts'

export interface Caption {
  key: string
  name: string
  text: string
  /** The contact that is called; 0 without one. */
  contact: number
}
export interface StandingCall {
  contact: number
  call: QuickCall
  /** Of the caller. */
  name: string
  untilMs: number
}

const captionMs = 6000
const callMs = 10_000
const most = 3

function createCaptions() {
  let shown = $state.raw<readonly Caption[]>([])
  let calls: readonly StandingCall[] = []

  function hear(line: ChatLine): void {
    const contact = Number(line.about?.contact ?? 0)
    if (line.about && contact > 0) {
      const call = {
        contact,
        call: line.about.call,
        name: line.name,
        untilMs: performance.now() + callMs,
      }
      calls = [...calls.filter((each) => each.contact !== contact && each.untilMs > performance.now()), call]
    }
    if (line.from === people.view.player) return
    const text = line.about ? callSentence(line.about.call, line.text) : line.text
    const caption = { key: `${line.channel} ${line.seq}`, name: line.name, text, contact }
    shown = [...shown, caption].slice(-most)
    setTimeout(() => {
      shown = shown.filter((each) => each !== caption)
    }, captionMs)
  }

  people.on('said', (lines) => {
    for (const line of lines) if (kindOf(line.channel) === 'crew') hear(line)
  })

  return {
    get shown() {
      return shown
    },
    /** Calls of the last seconds, for the radar; also the player's own. */
    calls: () => calls.filter(({ untilMs }) => untilMs > performance.now()),
  }
}

export const captions = createCaptions()
