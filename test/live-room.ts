/** The inside of a room on this process: what a test looks at, or changes, that no player could. */
import { type Client, matchMaker } from '@colyseus/core'
import type { Schema } from '@colyseus/schema'
import type { ReplicaRoot } from '../schema/replica-root.ts'
import type { Frames } from '../server/interest/frames.ts'
import type { World } from '../simulation/world.ts'

interface LiveRoom {
  host: { world: World }
  frames: Frames<Client>
  clients: Client[]
}

const roomOf = (session: string) => matchMaker.getLocalRoomById(session) as unknown as LiveRoom

export const worldOf = (session: string): World => roomOf(session).host.world

/** What the crew of a group should hold by now. */
export const replicaOf = (session: string, group: number): ReplicaRoot<Schema> =>
  roomOf(session).frames.streams[group]!.root

/** The server's end of a player's connection. */
export const clientOf = (session: string, player: string): Client =>
  roomOf(session).clients.find(({ auth }) => auth.id === player)!

/** Whether a player gets the frames of a stream; who has fallen behind gets none. */
export const isServed = (session: string, player: string): boolean =>
  roomOf(session).frames.streams.some(({ members }) => members.has(clientOf(session, player)))
