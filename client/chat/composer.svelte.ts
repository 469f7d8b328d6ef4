/** The line that is being written: sent, completed, called back. */
import { people } from '../network/people.svelte.ts'
import { tidings } from '../people/tidings.svelte.ts'
import { commandContext } from './command-context.ts'
import { type Completion, completionsOf, runLine } from './command-line.ts'
import { dock } from './dock.svelte.ts'

const mostKept = 30

function createComposer() {
  let text = $state('')
  let isFocused = $state(false)
  /** What was sent, the newest last; and which of it is called back, -1 for none. */
  const sent: string[] = []
  let back = -1

  const completions = $derived<Completion[]>(
    isFocused && /^\/|@[^\s@]*$/u.test(text) ? completionsOf(commandContext(), text) : [],
  )

  async function send(): Promise<boolean> {
    const line = text.trim()
    if (line === '' || !people.connection) return false
    text = ''
    back = -1
    if (sent.at(-1) !== line) sent.push(line)
    if (sent.length > mostKept) sent.shift()
    const told = await runLine(commandContext(), line)
    if (told === undefined) return true
    dock.note(told)
    // A page of help needs room; a sentence does not.
    if (told.includes('\n')) dock.show('chat')
    else if (dock.panel !== 'chat') tidings.answer(told)
    return true
  }

  /** Calls back an older or newer line of those that were sent. */
  function recall(step: number): void {
    const next = Math.min(sent.length, Math.max(-1, back + step))
    if (next === back || next >= sent.length) return
    back = next
    text = back < 0 ? '' : (sent[sent.length - 1 - back] ?? '')
  }

  return {
    get text() {
      return text
    },
    set text(next: string) {
      text = next
    },
    get completions() {
      return completions
    },
    focus(focused: boolean): void {
      isFocused = focused
    },
    complete(completion: Completion | undefined = completions[0]): boolean {
      if (!completion) return false
      text = completion.line
      return true
    },
    send,
    recall,
  }
}

export const composer = createComposer()
