/** The lobby: a live list of the public sessions, delta-synced by Colyseus's own serializer. */
import { type AuthContext, type Client, type IRoomCache, matchMaker, Room, subscribeLobby } from '@colyseus/core'
import { closeCodes } from '../../schema/close-codes.ts'
import { ListingState, LobbyState } from '../../schema/lobby.state.ts'
import type { Connections } from '../cluster/connections.ts'
import type { Listing } from '../session/listing.ts'
import type { Pass } from './lines.ts'
import { admitted } from './reserve.ts'

/** Names under which the rooms are defined. */
export const gameRoomName = 'game'
export const lobbyRoomName = 'lobby'

export abstract class LobbyRoom extends Room<{ state: LobbyState }> {
  protected abstract readonly connections: Connections
  private readonly releases = new Map<Client, () => void>()
  private unsubscribe: (() => void) | undefined
  /** The room that carries each session listed. */
  private readonly roomOf = new Map<string, string>()

  override async onCreate(): Promise<void> {
    this.state = new LobbyState()
    this.autoDispose = false
    this.patchRate = 200
    this.maxMessagesPerSecond = 20
    // Nothing is asked of the lobby by message: whatever comes is an old page's, and harmless.
    this.onMessage('*', () => undefined)
    this.clock.setInterval(() => this.expire(Date.now()), 1000)
    this.unsubscribe = await subscribeLobby((roomId, listing) => this.list(roomId, listing))
    for (const listing of await matchMaker.query<Room>({ name: gameRoomName })) this.list(listing.roomId, listing)
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

  private list(roomId: string, room: IRoomCache | null | undefined): void {
    const listing = room?.metadata as Listing | undefined
    if (room == null || room.private || listing === undefined || listing.phase === 'closed') {
      this.unlist(roomId)
      return
    }
    this.roomOf.set(listing.id, roomId)
    const entry = this.state.sessions.get(listing.id) ?? new ListingState()
    Object.assign(entry, listing)
    if (!this.state.sessions.has(listing.id)) this.state.sessions.set(listing.id, entry)
  }

  /** Takes a session off the list, unless another room carries it by now. */
  private unlist(roomId: string): void {
    for (const [session, room] of this.roomOf) {
      if (room !== roomId) continue
      this.roomOf.delete(session)
      this.state.sessions.delete(session)
    }
  }
}
