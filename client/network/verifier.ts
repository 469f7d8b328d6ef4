/** Checks every few seconds that this page holds what the server says it should. */
import type { Schema } from '@colyseus/schema'
import { hashRoot, type ReplicaRoot } from '../../schema/replica-root.ts'

/** What a page held when it was out of step, and what it should have been: for whoever looks for the reason. */
export interface Mismatch {
  tick: number
  held: unknown
  /** Undefined until the whole state has come anew. */
  healed: unknown
}

/** Mismatches kept. */
const kept = 5

export function createVerifier() {
  let last = 0
  let mismatches: Mismatch[] = []

  return {
    /** Call it with each state. Whether this page holds what the server's hash says; undefined while no new one has come. */
    check(root: ReplicaRoot<Schema>): boolean | undefined {
      const newest = mismatches.at(-1)
      if (newest !== undefined && newest.healed === undefined && root.tick > newest.tick) newest.healed = viewOf(root)
      if (root.hash === last) return undefined
      last = root.hash
      if (hashRoot(root) === root.hash) return true
      mismatches = [...mismatches, { tick: root.tick, held: viewOf(root), healed: undefined }].slice(-kept)
      return false
    },
    get mismatches(): readonly Mismatch[] {
      return mismatches
    },
  }
}

const viewOf = ({ session, game }: ReplicaRoot<Schema>) => ({ session: session.toJSON(), game: game.toJSON() })
