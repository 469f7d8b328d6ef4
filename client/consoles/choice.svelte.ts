/** The contact that is chosen on the console on screen, for calls about it. */

interface Choice {
  id: number
  select(id: number): void
}
let choice = $state.raw<Choice | undefined>()

export const chosenContact = {
  /** 0 without one. */
  get id() {
    return choice?.id ?? 0
  },
  /** Chooses a contact on the console on screen; does nothing where none can be chosen. */
  select: (id: number): void => choice?.select(id),
}

/** A console tells what is chosen on it, as long as it is on screen. */
export function offerChoice(chosen: () => number, select: (id: number) => void): void {
  $effect(() => {
    const mine = { id: chosen(), select }
    choice = mine
    return () => {
      if (choice === mine) choice = undefined
    }
  })
}
