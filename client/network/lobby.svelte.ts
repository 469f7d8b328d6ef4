/** The live list of sessions, kept up as long as somebody looks at it. */
import { closeCodes } from '../../schema/close-codes.ts'
import type { ListingState, LobbyState } from '../../schema/lobby.state.ts'
import { openLobby } from './room-link.ts'
import type { Plain } from './snapshot.ts'

export type ListingView = Plain<ListingState>

const retryMs = { least: 500, span: 4000 }

export function createLobby(token: () => Promise<string>) {
  let sessions = $state.raw<ListingView[]>([])
  let online = $state(0)
  let status = $state<'connecting' | 'live' | 'away'>('connecting')
  let close = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWanted = true

  function read(state: LobbyState): void {
    sessions = [...state.sessions.values()].map((listing) => listing.toJSON())
    online = state.online
    status = 'live'
  }

  function retry(): void {
    if (!isWanted) return
    status = 'away'
    timer = setTimeout(() => void open(), retryMs.least + Math.random() * retryMs.span)
  }

  /** Whose token has ended looks on with the next one, without a break. */
  function closed(code: number): void {
    if (code === closeCodes.expired && isWanted) void open()
    else retry()
  }

  async function open(): Promise<void> {
    try {
      const opened = await openLobby(await token(), { state: read, closed })
      if (isWanted) close = opened
      else opened()
    } catch {
      retry()
    }
  }
  void open()

  return {
    get sessions() {
      return sessions
    },
    get online() {
      return online
    },
    get status() {
      return status
    },
    close(): void {
      isWanted = false
      clearTimeout(timer)
      close()
    },
  }
}
