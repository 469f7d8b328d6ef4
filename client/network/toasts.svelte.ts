/** Sentences that come and go: each for some seconds, or for as long as what it says stands. */
import type { Notice } from '../text/sentences.ts'

export interface Toast extends Notice {
  id: number
}

const toastMs = 5000
const most = 4

/** The last refusal of each order or command, for the line beneath its control. */
export function createRefusals() {
  let last = $state.raw<Record<string, string>>({})
  return {
    get last() {
      return last
    },
    keep(name: string, why: string): void {
      last = { ...last, [name]: why }
      setTimeout(() => {
        const { [name]: _, ...others } = last
        last = others
      }, toastMs)
    },
  }
}

export function createToasts() {
  let shown = $state.raw<Toast[]>([])
  let next = 1
  return {
    get shown() {
      return shown
    },
    /** The answer takes it away; one that stands waits for that. */
    show(notice: Notice, isStanding = false): () => void {
      const toast = { ...notice, id: next++ }
      const same = (other: Toast) => other.title === toast.title && other.detail === toast.detail
      shown = [...shown.filter((other) => !same(other)), toast].slice(-most)
      const dismiss = () => {
        shown = shown.filter((other) => other.id !== toast.id)
      }
      if (!isStanding) setTimeout(dismiss, toastMs)
      return dismiss
    },
  }
}
