/** Votes: the session's on a pause, a crew's on removing one of its own. More than half of those who may vote decide. */
import { RefusedError } from '../../schema/errors.ts'
import type { VoteKind } from '../../schema/session.state.ts'
import { leaveGroup } from './seats.ts'
import { crewOf, findPlayer, type Patience, type Player, type Session, type Vote } from './session.ts'

/** Calls a vote; the caller's own vote is a yes, which alone may carry it. */
export function callVote(
  session: Session,
  caller: Player,
  kind: VoteKind,
  target: string,
  now: number,
  waits: Patience,
): void {
  if (caller.isSpectator) throw new RefusedError('spectators-watch')
  if (session.phase !== 'running' && kind !== 'remove') throw new RefusedError('wrong-phase')
  if (kind !== 'remove' && (session.pausedAt !== undefined) !== (kind === 'resume'))
    throw new RefusedError('wrong-phase')
  if (session.vote !== undefined) throw new RefusedError('vote-running')
  if (kind === 'remove') {
    const isMate = crewOf(session, caller.group).some((mate) => mate.id === target)
    if (caller.group < 0 || !isMate || target === caller.id) throw new RefusedError('no-such-player')
  }
  const group = kind === 'remove' ? caller.group : -1
  const votes = new Map([[caller.id, true]])
  session.vote = { kind, group, target, caller: caller.id, votes, endsAt: now + waits.vote * 1000 }
  decide(session, now)
}

export function castVote(session: Session, voter: Player, yes: boolean, now: number): void {
  if (session.vote === undefined) throw new RefusedError('no-vote')
  if (!voters(session, session.vote).includes(voter)) throw new RefusedError('no-vote')
  session.vote.votes.set(voter.id, yes)
  decide(session, now)
}

/** Who may vote: those connected whom it concerns, but not the one it is about. */
export function voters(session: Session, vote: Vote): Player[] {
  const concerned =
    vote.group < 0 ? session.players.filter((player) => !player.isSpectator) : crewOf(session, vote.group)
  return concerned.filter((player) => player.connected && player.id !== vote.target)
}

/** Votes in favour and against of those who may still vote, and how many carry it. */
export function count(session: Session, vote: Vote): { yes: number; no: number; needed: number } {
  const entitled = voters(session, vote)
  const cast = entitled.map(({ id }) => vote.votes.get(id))
  return {
    yes: cast.filter((given) => given === true).length,
    no: cast.filter((given) => given === false).length,
    needed: Math.floor(entitled.length / 2) + 1,
  }
}

/** Ends a vote that is decided, void or over its time, and a pause that is over its own. True when something changed. */
export function settleVotes(session: Session, now: number, waits: Patience): boolean {
  const before = [session.vote, session.pausedAt]
  if (session.vote !== undefined) decide(session, now)
  if (session.pausedAt !== undefined && now >= session.pausedAt + waits.pause * 1000) resume(session, now)
  return session.vote !== before[0] || session.pausedAt !== before[1]
}

function decide(session: Session, now: number): void {
  const { vote } = session
  if (vote === undefined) return
  const { yes, no, needed } = count(session, vote)
  const isVoid =
    vote.kind === 'remove' ? findPlayer(session, vote.target)?.group !== vote.group : session.phase !== 'running'
  const isLost = no > voters(session, vote).length - needed
  if (!isVoid && yes >= needed) carry(session, vote, now)
  if (isVoid || yes >= needed || isLost || now >= vote.endsAt) session.vote = undefined
}

function carry(session: Session, vote: Vote, now: number): void {
  if (vote.kind === 'pause') session.pausedAt = now
  else if (vote.kind === 'resume') resume(session, now)
  else {
    session.groups[vote.group]?.barred.add(vote.target)
    leaveGroup(session, vote.target)
  }
}

/** The game's clock does not count the pause. */
function resume(session: Session, now: number): void {
  if (session.pausedAt === undefined) return
  session.startedAt += now - session.pausedAt
  session.pausedAt = undefined
}
