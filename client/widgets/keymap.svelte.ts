/** The keys as this player has bound them, and the console on screen, whose bindings count. */
import { actOf, type Bindings, capOf, keyOf, keyOfCap } from './bindings.ts'

function createKeymap() {
  let bindings = $state.raw<Bindings>({})
  let place = $state('')
  return {
    get bindings() {
      return bindings
    },
    take(next: Bindings): void {
      bindings = next
    },
    /** The console on screen; '' where there is none. */
    at(next: string): void {
      place = next
    },
    /** What a pressed key means here. */
    meaning: (pressed: string): string => actOf(bindings, place, pressed),
    /** A cap as it is to be shown here. */
    cap: (cap: string): string => capOf(keyOf(bindings, place, keyOfCap(cap))),
  }
}

export const keymap = createKeymap()
