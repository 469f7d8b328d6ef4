/** The numbers that server and client share: sizes, counts, rates, waiting times. */

export const limits = {
  /** Ships (groups) of one session, at most. */
  groups: 8,
  /** Players of one session, at most: eight ships of six consoles. */
  players: 48,
  /** People who only watch one session, at most. */
  spectators: 50,
  groupName: { min: 1, max: 24 },
  playerName: { min: 1, max: 24 },
  sessionName: { min: 1, max: 40 },
  /** Of a session: shared in chat, so short ones are the players' own affair. */
  password: { min: 1, max: 64 },
  /** Of an account. */
  accountPassword: { min: 8, max: 128 },
  /** Characters of the line under a player's name. */
  status: 80,
  /** Characters of one chat message, at most. */
  chatText: 300,
  /** Messages of one page of a channel's history. */
  chatPage: 50,
  /** Messages a page keeps of each channel. */
  chatKept: 200,
  /** Messages that catching up brings, at most. */
  chatCatchUp: 300,
  /** Friends of one player, asked ones and blocked ones counted, at most. */
  people: 300,
  /** Of a team. */
  teamName: { min: 2, max: 24 },
  teamMembers: 100,
  /** Notifications that a page begins with. */
  notifications: 50,
  /** Seconds a lost connection keeps its seats. */
  holdSeconds: 60,
  /** Seconds without anybody connected after which a session closes. */
  emptySeconds: 60,
  /** Seconds without any action after which a session in its lobby closes. */
  idleLobbySeconds: 30 * 60,
  /** Seconds that results stand before the session closes. */
  resultsSeconds: 5 * 60,
  /** Orders that wait for the next step, at most; more are refused. */
  queuedOrders: 512,
  /** Milliseconds by which an order may say that it was given before it came. */
  orderAgeMs: 250,
  /** Seconds of absence after which creator and captain pass their role on. */
  roleAbsentSeconds: 15,
  /** Seconds until a vote that has no majority fails. */
  voteSeconds: 30,
  /** Seconds after which a paused session goes on by itself. */
  pauseSeconds: 10 * 60,
  /** Order results a player's connection remembers, so that a repeated order has no second effect. */
  rememberedOrders: 256,
} as const

/** Half the side of the square sector, in units: x and z lie within ±100,000. */
export const sectorHalf = 100_000
