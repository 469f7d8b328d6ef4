/** Words of the invitation, and the alphabet that is said over a bad line. */

export const inviteText = {
  open: 'QR code and code',
  title: 'Invite your crew',
  scan: 'Point a phone’s camera at it, and it joins.',
  picture: (link: string) => `QR code of ${link}`,
  link: 'Link',
  code: 'Code',
  codeHint: 'On the first page, under “Join with a code”.',
  aloud: 'To say aloud',
  copyLink: 'Copy the link',
  copyCode: 'Copy the code',
  copied: 'Copied',
  failed: 'This browser copies nothing by itself: mark it and copy it by hand.',
} as const

const words =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'.split(
    ' ',
  )

/** 'AB7' as one says it: Alfa, Bravo, 7. */
export const spelled = (code: string): string =>
  [...code.toUpperCase()].map((sign) => words.find((word) => word.startsWith(sign)) ?? sign).join(', ')

/** 'ABCDEFGH' in fours, as eyes want it. */
export const inFours = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? ''
