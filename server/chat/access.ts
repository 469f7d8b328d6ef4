/** Who reads which channel and who may speak there, from where a player is, their team, and who they are. */
import type { ErrorCode } from '../../schema/errors.ts'
import { channelId, kindOf, type Place } from '../../schema/people.ts'

export interface Standing {
  /** The game they belong to, seen or not. */
  place: Pick<Place, 'session' | 'name' | 'group' | 'ship' | 'isSpectator'> | undefined
  team: { id: string; name: string } | undefined
}

/** A channel that somebody reads, with the name of what it belongs to. */
export interface Readable {
  id: string
  title: string
}

/** Everything a player reads but private channels. */
export function channelsOf({ place, team }: Standing): Readable[] {
  const channels: Readable[] = [{ id: channelId.global, title: '' }]
  if (team !== undefined) channels.push({ id: channelId.team(team.id), title: team.name })
  if (place === undefined) return channels
  channels.push({ id: channelId.session(place.session), title: place.name })
  if (place.isSpectator) channels.push({ id: channelId.spectators(place.session), title: place.name })
  else if (place.group >= 0) channels.push({ id: channelId.crew(place.session, place.group), title: place.ship })
  return channels
}

/** Why a player may not read a channel; undefined when they may. */
export function whyNotRead(player: string, standing: Standing, channel: string): ErrorCode | undefined {
  if (kindOf(channel) === 'private') {
    const [, one, other] = channel.split(':')
    const isTheirs = (one === player || other === player) && one !== other
    return isTheirs && channel === channelId.private(one ?? '', other ?? '') ? undefined : 'not-in-channel'
  }
  return channelsOf(standing).some(({ id }) => id === channel) ? undefined : 'not-in-channel'
}

/** Why a player may not speak there. Spectators speak among themselves: they see what crews must not be told. */
export function whyNotSpeak(
  player: string,
  standing: Standing & { isMuted: boolean },
  channel: string,
): ErrorCode | undefined {
  const refusal = whyNotRead(player, standing, channel)
  if (refusal !== undefined) return refusal
  const kind = kindOf(channel)
  if (kind === 'session' && standing.place?.isSpectator) return 'spectators-watch'
  return standing.isMuted && kind !== 'private' ? 'muted' : undefined
}
