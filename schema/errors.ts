/** Every refusal that a player can meet: its code, what happened, and what to do. The texts are what the client shows. */

interface ErrorText {
  message: string
  /** What the person can do about it. */
  fix: string
  /** HTTP status, where a route answers with it. */
  status: number
}

export const errors = {
  'bad-shape': {
    status: 400,
    message: 'That request was not understood.',
    fix: 'Reload the page; it may be older than the server.',
  },
  'unknown-message': {
    status: 400,
    message: 'The server does not know this kind of message.',
    fix: 'Reload the page; it may be older than the server.',
  },
  'too-fast': { status: 429, message: 'That was too many at once.', fix: 'Wait a moment and try again.' },
  'queue-full': { status: 503, message: 'The session is too busy to take this order.', fix: 'Try again in a moment.' },
  'bad-name': { status: 400, message: 'A name has 1 to 24 visible characters.', fix: 'Type another name.' },
  'wrong-sign-in': {
    status: 401,
    message: 'Name and password do not belong together.',
    fix: 'Check both, or set a new password with your recovery code.',
  },
  'wrong-current': { status: 403, message: 'That is not your password.', fix: 'Type the one you sign in with.' },
  'wrong-recovery': {
    status: 401,
    message: 'Name and recovery code do not belong together.',
    fix: 'Check both; a recovery code works once.',
  },
  'weak-password': {
    status: 400,
    message: 'That password is easily guessed.',
    fix: 'Choose another one: three or four words that do not belong together are good.',
  },
  'name-in-use': { status: 409, message: 'An account has this name already.', fix: 'Choose another name, or sign in.' },
  'has-account': { status: 409, message: 'You have an account already.', fix: 'Sign out first to make another one.' },
  'no-account': { status: 409, message: 'Guests have no password.', fix: 'Make an account first.' },
  'admin-only': { status: 403, message: 'Only operators may see this.', fix: 'Sign in as one of them.' },
  'no-such-person': {
    status: 404,
    message: 'Nobody is known by this id.',
    fix: 'They may have deleted their account.',
  },
  'not-signed-in': { status: 401, message: 'The server does not know you yet.', fix: 'Type a name on the first page.' },
  'signed-out': { status: 401, message: 'Your sign-in has ended.', fix: 'Sign in again to come back to your seat.' },
  'unknown-route': { status: 404, message: 'There is nothing at this address.', fix: 'Go back to the first page.' },
  'session-gone': {
    status: 404,
    message: 'This session is over or never was.',
    fix: 'Pick another one, or open your own.',
  },
  'session-closed': { status: 410, message: 'This session has closed.', fix: 'Pick another one, or open your own.' },
  'session-full': {
    status: 409,
    message: 'Every seat of this session is taken.',
    fix: 'Try again when somebody has left, or open your own.',
  },
  'unknown-code': {
    status: 404,
    message: 'No session has this code.',
    fix: 'It may be over. Check the eight characters, or ask for a new invitation.',
  },
  'wrong-password': {
    status: 403,
    message: 'That is not the password of this session.',
    fix: 'Ask whoever invited you.',
  },
  'password-needed': {
    status: 401,
    message: 'This session asks for a password.',
    fix: 'Type the password you were given.',
  },
  elsewhere: {
    status: 409,
    message: 'You went on in another tab or on another device.',
    fix: 'Go on there, or take it back here.',
  },
  'not-aboard': { status: 403, message: 'You are not in this session any more.', fix: 'Join it again from the lobby.' },
  'wrong-phase': { status: 409, message: 'This cannot be done now.', fix: 'Wait until the session is there.' },
  'seat-taken': { status: 409, message: 'Somebody else sits there.', fix: 'Take another seat.' },
  'no-such-seat': { status: 404, message: 'There is no such seat.', fix: 'Take one of the seats shown.' },
  'wrong-ship': {
    status: 409,
    message: 'Ships cannot be changed while the session runs.',
    fix: 'Take a seat on your own ship.',
  },
  'no-seat': { status: 409, message: 'You have no seat yet.', fix: 'Take a seat first.' },
  'wrong-seat': {
    status: 403,
    message: 'Another console gives this order.',
    fix: 'Switch to that console, or ask whoever sits there.',
  },
  'creator-only': { status: 403, message: 'Only the creator of the session can do this.', fix: 'Ask the creator.' },
  'captain-only': { status: 403, message: 'Only the captain of the ship can do this.', fix: 'Ask the captain.' },
  'spectators-off': {
    status: 403,
    message: 'This session takes no spectators.',
    fix: 'Ask the creator, or take a seat.',
  },
  'spectator-only': {
    status: 409,
    message: 'You fly here; only spectators can do this.',
    fix: 'Give up your seat and watch instead.',
  },
  'spectators-watch': { status: 403, message: 'Spectators only watch.', fix: 'Take a seat to play.' },
  'seat-locked': {
    status: 403,
    message: 'The captain has locked this ship.',
    fix: 'Take a seat on another ship, or ask the captain.',
  },
  barred: { status: 403, message: 'The crew of this ship has voted you off.', fix: 'Take a seat on another ship.' },
  kicked: {
    status: 403,
    message: 'The creator has removed you from this session.',
    fix: 'Pick another session, or open your own.',
  },
  'no-such-player': { status: 404, message: 'This player is not here.', fix: 'Pick somebody who is aboard.' },
  'no-such-kind': { status: 404, message: 'There is no such ship class.', fix: 'Pick one of those shown.' },
  'name-taken': { status: 409, message: 'Another ship has this name.', fix: 'Choose another name.' },
  'vote-running': { status: 409, message: 'A vote is under way.', fix: 'Vote on it first.' },
  'no-vote': { status: 409, message: 'There is nothing to vote on.', fix: 'Call a vote first.' },
  paused: { status: 409, message: 'The session is paused.', fix: 'Call a vote to go on.' },
  'nobody-ready': {
    status: 409,
    message: 'A crewed ship has nobody ready.',
    fix: 'Somebody on each crewed ship presses Ready.',
  },
  'nobody-seated': { status: 409, message: 'Nobody has taken a seat.', fix: 'Take a seat first.' },
  'ship-lost': { status: 409, message: 'Your ship is lost.', fix: 'Watch how it ends, or leave.' },
  'no-target': {
    status: 409,
    message: 'There is no such contact on your sensors.',
    fix: 'Pick one that the radar shows.',
  },
  refused: { status: 409, message: 'The ship cannot do this now.', fix: 'The console says what is missing.' },
  'not-in-channel': {
    status: 403,
    message: 'You are not in this channel.',
    fix: 'Pick one of the channels shown.',
  },
  'chat-away': {
    status: 503,
    message: 'Chat is away for the moment; the game goes on.',
    fix: 'What you wrote is kept and sent as soon as it is back.',
  },
  muted: { status: 403, message: 'A moderator has muted you.', fix: 'Wait until the time given is over.' },
  'slow-mode': { status: 429, message: 'This channel is in slow mode.', fix: 'Wait for the seconds given.' },
  'no-messages': {
    status: 403,
    message: 'This player takes no messages from you.',
    fix: 'Write to somebody else.',
  },
  'no-such-message': { status: 404, message: 'There is no such message.', fix: 'It may be too old by now.' },
  yourself: { status: 409, message: 'That is you.', fix: 'Pick somebody else.' },
  'already-friends': { status: 409, message: 'You are friends already.', fix: 'Find them in your list.' },
  'too-many-people': { status: 409, message: 'Your list of people is full.', fix: 'Remove somebody first.' },
  'no-such-invitation': {
    status: 404,
    message: 'There is no such invitation.',
    fix: 'Check the code, or ask for a new one.',
  },
  'invitation-over': {
    status: 410,
    message: 'This invitation was used or has run out.',
    fix: 'Ask for a new one.',
  },
  'in-team': { status: 409, message: 'You are in a team already.', fix: 'Leave it first.' },
  'no-team': { status: 409, message: 'You are in no team.', fix: 'Make one, or ask for an invitation.' },
  'team-full': { status: 409, message: 'This team is full.', fix: 'Ask whether somebody leaves.' },
  'team-name-in-use': { status: 409, message: 'A team has this name already.', fix: 'Choose another name.' },
  'bad-team-name': {
    status: 400,
    message: 'The name of a team has 2 to 24 visible characters.',
    fix: 'Type another name.',
  },
  'no-such-report': { status: 404, message: 'There is no such report.', fix: 'Look at the list again.' },
  'moderator-only': { status: 403, message: 'Only moderators may do this.', fix: 'Report it instead.' },
  'server-error': {
    status: 500,
    message: 'Something went wrong on the server.',
    fix: 'Try again; your session goes on.',
  },
  'server-busy': {
    status: 503,
    message: 'The server is too busy for this, or just starting.',
    fix: 'Try again in a few seconds.',
  },
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errors

/** A refusal as it travels. `detail` is a sentence that names the case, when the code alone does not. */
export interface Refusal {
  code: ErrorCode
  detail?: string
}

/** A refusal that stops a request; routes and message handlers turn it into an answer. */
export class RefusedError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  constructor(code: ErrorCode, detail?: string) {
    super(detail ?? errors[code].message)
    this.name = 'RefusedError'
    this.code = code
    this.detail = detail
  }
}
