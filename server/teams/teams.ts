/** Teams in the database: made, joined by invitation, left. Everybody is in one at most. */
import { randomUUID } from 'node:crypto'
import { and, asc, count, eq, gt, isNull } from 'drizzle-orm'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { Team } from '../../schema/teams.ts'
import { nameKey } from '../accounts/name-key.ts'
import { hashOfCode, newSecretCode } from '../accounts/secret-codes.ts'
import type { Database } from '../persistence/database.ts'
import { isAboutMissing } from '../persistence/faults.ts'
import { invitations, players, teamMembers, teams } from '../persistence/tables.ts'

/** A team without its members. */
export interface TeamName {
  id: string
  name: string
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

export const invitationDays = 7
const inTheirOrder = [asc(teamMembers.createdAt), asc(teamMembers.player)]

export async function teamOf(database: Pick<Database, 'select'>, player: string): Promise<TeamName | undefined> {
  const [team] = await database
    .select({ id: teams.id, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.team))
    .where(eq(teamMembers.player, player))
  return team
}

/** The player's team with everybody in it. Throws `RefusedError('no-team')`. */
export async function wholeTeamOf(database: Database, player: string): Promise<Team> {
  const team = await teamOf(database, player)
  if (team === undefined) throw new RefusedError('no-team')
  const members = await database
    .select({ id: players.id, name: players.name, role: teamMembers.role })
    .from(teamMembers)
    .innerJoin(players, eq(players.id, teamMembers.player))
    .where(eq(teamMembers.team, team.id))
    .orderBy(...inTheirOrder)
  // A founder whom the server has forgotten, as it forgets guests, has passed nothing on: the next one counts.
  const [first] = members
  if (first !== undefined && !members.some(({ role }) => role === 'founder')) first.role = 'founder'
  return { ...team, members }
}

/** Throws `RefusedError` with 'bad-team-name', 'team-name-in-use' or 'in-team'. */
export async function createTeam(database: Database, player: string, name: string, at: Date): Promise<TeamName> {
  const id = randomUUID()
  const key = nameKey(name)
  if (key === '') throw new RefusedError('bad-team-name')
  return database.transaction(async (tx) => {
    if ((await teamOf(tx, player)) !== undefined) throw new RefusedError('in-team')
    const made = await tx
      .insert(teams)
      .values({ id, name, nameKey: key, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: teams.id })
    if (made.length === 0) throw new RefusedError('team-name-in-use')
    await addMember(tx, { player, team: id, role: 'founder', createdAt: at })
    return { id, name }
  })
}

/** The founder's role passes to whoever is there longest, and the last one takes the team along. Answers the team that was
 *  left, undefined when the player was in none. */
export async function leaveTeam(tx: Transaction, player: string, at: Date): Promise<TeamName | undefined> {
  const mine = await teamOf(tx, player)
  const team = mine && (await lock(tx, mine.id))
  if (team === undefined) return undefined
  const left = await tx
    .delete(teamMembers)
    .where(and(eq(teamMembers.player, player), eq(teamMembers.team, team.id)))
    .returning({ player: teamMembers.player })
  if (left.length === 0) return undefined
  const rest = await tx
    .select({ player: teamMembers.player, role: teamMembers.role })
    .from(teamMembers)
    .where(eq(teamMembers.team, team.id))
    .orderBy(...inTheirOrder)
  const [first] = rest
  if (first === undefined) await tx.delete(teams).where(eq(teams.id, team.id))
  else if (!rest.some(({ role }) => role === 'founder'))
    await tx.update(teamMembers).set({ role: 'founder' }).where(eq(teamMembers.player, first.player))
  // Whoever is out lets nobody in any more.
  await tx
    .update(invitations)
    .set({ expiresAt: at })
    .where(and(eq(invitations.team, team.id), eq(invitations.inviter, player), gt(invitations.expiresAt, at)))
  return team
}

/** A code that works once, for whoever has it or for `invitee` alone. Throws `RefusedError('no-team')`. */
export async function inviteToTeam(
  database: Database,
  { inviter, invitee, at }: { inviter: string; invitee?: string | undefined; at: Date },
): Promise<{ code: string; expiresAt: Date; team: TeamName }> {
  const { code, hash } = newSecretCode()
  const expiresAt = new Date(at.getTime() + invitationDays * 86_400_000)
  return database.transaction(async (tx) => {
    const mine = await teamOf(tx, inviter)
    const team = mine && (await lock(tx, mine.id))
    // Asked again behind the lock: they may just be leaving.
    if (team === undefined || (await teamOf(tx, inviter))?.id !== team.id) throw new RefusedError('no-team')
    await tx
      .insert(invitations)
      .values({ hash, team: team.id, inviter, invitee: invitee ?? null, createdAt: at, expiresAt })
    return { code, expiresAt, team }
  })
}

/** Throws `RefusedError` with 'no-such-invitation' for a code that is guessed or somebody else's, 'invitation-over',
 *  'in-team' or 'team-full'; the last two leave the code as it is. */
export async function joinTeam(database: Database, player: string, code: string, at: Date): Promise<TeamName> {
  const hash = hashOfCode(code)
  return database.transaction(async (tx) => {
    const [invitation] = await tx.select().from(invitations).where(eq(invitations.hash, hash))
    if (invitation === undefined || (invitation.invitee ?? player) !== player)
      throw new RefusedError('no-such-invitation')
    const team = await lock(tx, invitation.team)
    if (team === undefined) throw new RefusedError('no-such-invitation')
    const used = await tx
      .update(invitations)
      .set({ usedAt: at })
      .where(and(eq(invitations.hash, hash), isNull(invitations.usedAt), gt(invitations.expiresAt, at)))
      .returning({ hash: invitations.hash })
    if (used.length === 0) throw new RefusedError('invitation-over')
    if ((await teamOf(tx, player)) !== undefined) throw new RefusedError('in-team')
    const [members] = await tx.select({ count: count() }).from(teamMembers).where(eq(teamMembers.team, team.id))
    if ((members?.count ?? 0) >= limits.teamMembers) throw new RefusedError('team-full')
    await addMember(tx, { player, team: team.id, role: 'member', createdAt: at })
    return team
  })
}

/** Who changes a team or lets somebody in waits here for the others: nothing else is locked before it. */
async function lock(tx: Transaction, id: string): Promise<TeamName | undefined> {
  const [team] = await tx.select({ id: teams.id, name: teams.name }).from(teams).where(eq(teams.id, id)).for('update')
  return team
}

async function addMember(tx: Transaction, member: typeof teamMembers.$inferInsert): Promise<void> {
  const added = await tx
    .insert(teamMembers)
    .values(member)
    .onConflictDoNothing()
    .returning({ team: teamMembers.team })
    .catch((error) => {
      // A token outlives a deleted account by some minutes.
      throw isAboutMissing(error) ? new RefusedError('not-signed-in') : error
    })
  if (added.length === 0) throw new RefusedError('in-team')
}
