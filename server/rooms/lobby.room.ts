/** The lobby: a live list of the public sessions, delta-synced by Colyseus's own serializer. */
import { type AuthContext, type Client, type IRoomCache, matchMaker, Room, subscribeLobby } from '@colyseus/core'
import { closeCodes } from '../../schema/close-codes.ts'
import { LobbyState } from '../../schema/lobby.state.ts'
import type { Connections } from '../cluster/connections.ts'
import type { Listing } from '../session/listing.ts'
import type { Pass } from './lines.ts'
import { admitted } from './reserve.ts'
import { openSessionList } from './session-list.ts'

/** Names under which the rooms are defined. */
export const gameRoomName = 'game'
export const lobbyRoomName = 'lobby'

export abstract class LobbyRoom extends Room<{ state: LobbyState }> {
  protected abstract readonly connections: Connections
  private readonly releases = new Map<Client, () => void>()
  private unsubscribe: (() => void) | undefined

  override async onCreate(): Promise<void> {
    this.state = new LobbyState()
    this.autoDispose = false
    this.patchRate = 200
    this.maxMessagesPerSecond = 20
    // Nothing is asked of the lobby by message: whatever comes is an old page's, and harmless.
    this.onMessage('*', () => undefined)
    this.clock.setInterval(() => this.expire(Date.now()), 1000)
    const list = openSessionList(this.state.sessions)
    this.unsubscribe = await subscribeLobby((roomId, room) => list(roomId, publicListing(room)))
    for (const room of await matchMaker.query<Room>({ name: gameRoomName })) list(room.roomId, publicListing(room))
  }

  override async onAuth(client: Client, _options: unknown, context: AuthContext): Promise<Pass> {
    return admitted(client, context)
  }

  override onJoin(client: Client): void {
    const { signIn } = client.auth as Pass
    this.releases.set(
      client,
      this.connections.attend({ signIn: () => signIn, end: (reason) => client.leave(closeCodes[reason]) }),
    )
    this.state.online = this.clients.length
  }

  override onLeave(client: Client): void {
    this.releases.get(client)?.()
    this.releases.delete(client)
    this.state.online = this.clients.length
  }

  /** Who looks on comes again with a new token. */
  private expire(now: number): void {
    for (const client of [...this.clients]) {
      if (now > (client.auth as Pass).until) client.leave(closeCodes.expired)
    }
  }

  override onDispose(): void {
    this.unsubscribe?.()
  }
}

/** What a room shows to everybody, if anything. */
function publicListing(room: IRoomCache | null | undefined): Listing | undefined {
  const listing = room?.metadata as Listing | undefined
  return room == null || room.private || listing?.phase === 'closed' ? undefined : listing
}
