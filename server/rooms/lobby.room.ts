/** The lobby: a live list of the public sessions, delta-synced by Colyseus's own serializer. */
import { type IRoomCache, matchMaker, Room, ServerError, subscribeLobby } from '@colyseus/core'
import { errors, RefusedError } from '../../schema/errors.ts'
import { ListingState, LobbyState } from '../../schema/lobby.state.ts'
import type { Identities, Identity } from '../accounts/identity.ts'
import type { Listing } from '../session/listing.ts'

/** Name under which game rooms are defined. */
export const gameRoomName = 'game'

export abstract class LobbyRoom extends Room<{ state: LobbyState }> {
  protected abstract readonly identities: Identities
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
    this.unsubscribe = await subscribeLobby((roomId, listing) => this.list(roomId, listing))
    for (const listing of await matchMaker.query<Room>({ name: gameRoomName })) this.list(listing.roomId, listing)
  }

  override async onAuth(_client: unknown, options: { token?: unknown }): Promise<Identity> {
    try {
      return await this.identities.verify(options?.token)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      throw new ServerError(errors[error.code].status, error.code)
    }
  }

  override onJoin(): void {
    this.state.online = this.clients.length
  }

  override onLeave(): void {
    this.state.online = this.clients.length
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
