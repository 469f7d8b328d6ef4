/** A small battle for tests of the projection, and stock clients that decode what the crews receive. */
import { Decoder } from '@colyseus/schema'
import type { ContactReplica } from '../../schema/contact.replica.ts'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { createWorld } from '../../simulation/create.ts'
import { rebuildLookup } from '../../simulation/lookup.ts'
import { spawnAiShip } from '../../simulation/spawn.ts'
import { step } from '../../simulation/step.ts'
import type { Ship, World } from '../../simulation/world.ts'
import { project } from './project.ts'
import { ReplicaStream } from './replica-stream.ts'

const Root = replicaRoot(ShipReplica)
type Root = ReplicaRoot<ShipReplica>

/** A stock client at the end of one group's stream. */
export class Reader {
  readonly decoder = new Decoder(new Root())
  bytes: Uint8Array[] = []
  raw(frame: Uint8Array): void {
    this.bytes.push(frame)
    this.decoder.decode(frame, { offset: 1 })
  }
  get game(): ShipReplica {
    return (this.decoder.state as Root).game
  }
  contact(id: number): ContactReplica | undefined {
    return [...this.game.contacts].find((contact) => contact.id === id)
  }
  get contacts(): ContactReplica[] {
    return [...this.game.contacts].filter((contact) => contact.id !== 0)
  }
}

export class Scene {
  readonly world: World
  readonly streams: ReplicaStream<Root, Reader>[]
  constructor(ships = 2, seed = 1) {
    this.world = createWorld({ scenario: 'siege', difficulty: 1, ships, seed })
    const build = (root: Root) => Object.assign(root, { session: new SessionState(), game: new ShipReplica() })
    this.streams = this.world.groups.map((_, index) => new ReplicaStream<Root, Reader>(Root, index, build))
  }
  crewed(group: number): Ship {
    return this.world.ships.find((ship) => ship.bridge?.group === group)!
  }
  enemy(x: number, z: number): Ship {
    const ship = spawnAiShip(this.world, 'npc-frigate', 'corsairs', { x, z }, [])
    ship.ai!.order = 'idle'
    return ship
  }
  /** Moves a ship without letting time pass. */
  put(ship: Ship, x: number, z: number): void {
    Object.assign(ship, { x, z })
    rebuildLookup(this.world)
  }
  join(group: number): Reader {
    const reader = new Reader()
    this.project()
    reader.raw(this.streams[group]!.fullState())
    this.streams[group]!.members.add(reader)
    return reader
  }
  project(): void {
    rebuildLookup(this.world)
    this.streams.forEach((stream, group) => {
      project(this.world, group, stream.root.game)
    })
  }
  /** Lets `ticks` pass and sends what each crew should see. */
  pass(ticks = 1): void {
    for (let count = 0; count < ticks; count++) {
      step(this.world, [], 1 / this.world.hz)
      this.project()
      for (const stream of this.streams) stream.flush()
    }
  }
}

/** A scene whose ships stand still: nobody flies them, so that distances are what the test says. */
export function stillScene(): Scene {
  const scene = new Scene()
  for (const ship of scene.world.ships) {
    if (ship.bridge) for (const name of consoleNames) Object.assign(ship.bridge.autopilot, { [name]: false })
  }
  scene.put(scene.crewed(0), -60_000, 0)
  scene.put(scene.crewed(1), 60_000, 0)
  return scene
}
