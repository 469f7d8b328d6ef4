/** Why a socket is closed: every code, what it means, and whether the page comes back by itself. Codes of ours begin at 4100. */

interface Close {
  code: number
  /** What happened, for people. */
  sentence: string
  /** The page asks for its seats again at once. */
  comesBack: boolean
}

export const closes = {
  left: { code: 4000, comesBack: false, sentence: 'The player left, and gave up their seats.' },
  restarting: { code: 4001, comesBack: true, sentence: 'The server stops; the seats are kept.' },
  fault: { code: 4002, comesBack: true, sentence: 'The server could not use what the page sent; the seats are kept.' },
  moved: { code: 4010, comesBack: true, sentence: 'The session goes on in another process; the seats are kept.' },
  elsewhere: {
    code: 4100,
    comesBack: false,
    sentence: 'The player came in from another tab or device, which now has the seats.',
  },
  closed: { code: 4101, comesBack: false, sentence: 'The session is over.' },
  kicked: { code: 4102, comesBack: false, sentence: 'The creator of the session removed the player.' },
  signedOut: {
    code: 4103,
    comesBack: false,
    sentence: 'The sign-in ended: signed out, password changed, or the account is closed.',
  },
  expired: { code: 4104, comesBack: true, sentence: 'The token ran out and was not renewed; the seats are kept.' },
  silent: { code: 4105, comesBack: true, sentence: 'Nothing was heard of the page for too long; the seats are kept.' },
  unreadable: {
    code: 4106,
    comesBack: true,
    sentence: 'The page could not keep up with the frames; the seats are kept.',
  },
} as const satisfies Record<string, Close>

export type CloseReason = keyof typeof closes

/** The codes alone. */
export const closeCodes = Object.fromEntries(Object.entries(closes).map(([reason, { code }]) => [reason, code])) as {
  readonly [Reason in CloseReason]: (typeof closes)[Reason]['code']
}
