/** The presence of players on a process that is alone. */
import { type PresenceTimes, presenceTimes } from './clock.ts'
import type { Entry } from './entries.ts'
import { openOwnTable } from './own-table.ts'
import type { PresenceService } from './presence.ts'
import { openView } from './view.ts'

/** This process among the tables of a view. */
const self = ''

export const localPresence = (times: Partial<PresenceTimes> = {}): PresenceService => openOwnPresence(times).service

/** The same with its parts, for those who tell other processes. `changed` hears of every change of an own entry. */
export function openOwnPresence(
  times: Partial<PresenceTimes>,
  changed: (player: string, entry: Entry | undefined) => void = () => undefined,
) {
  const allTimes = { ...presenceTimes, ...times }
  const view = openView(allTimes)
  const own = openOwnTable({
    clock: allTimes.clock,
    markOf: view.markOf,
    changed(player, entry) {
      view.set(self, player, entry)
      changed(player, entry)
    },
  })
  const setInvisible = (player: string, isInvisible: boolean) => {
    view.setInvisible(player, isInvisible)
    own.refresh(player)
  }
  const service: PresenceService = {
    place: own.place,
    leave: own.leave,
    attend(player, { isAway = false, isInvisible } = {}) {
      // First: nobody may see them come.
      if (isInvisible !== undefined) setInvisible(player, isInvisible)
      return own.attend(player, isAway)
    },
    setInvisible,
    seenBy: view.seenBy,
    placeOf: view.placeOf,
    onChange: view.onChange,
    close: view.close,
  }
  return { service, view, own, times: allTimes }
}
