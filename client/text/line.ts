/** Every word on the line to a session: cut, back, taken elsewhere, ended; and what was missed meanwhile. */
import type { CloseReason } from '../../schema/close-codes.ts'

/** Why the line is cut, where there is more to say than that it is. */
const cuts: Partial<Record<CloseReason, string>> = {
  restarting: 'The server restarts.',
  moved: 'The session moves to another server.',
  elsewhere: 'Taking your seat back.',
}

export const line = {
  offline: 'This computer is off-line.',
  connecting: {
    title: 'Coming aboard',
    detail: 'Opening the line to the session.',
    trying: 'The server does not answer yet. Trying again by itself.',
    offline: 'It comes aboard by itself when the network is back.',
  },
  cut: {
    title: 'The line is cut.',
    why: cuts,
    comesBack: 'It comes back by itself.',
    autopilot: (post: string) => `The autopilot has ${post}.`,
    kept: (left: string) => `Your seat is kept ${left}`,
    over: 'Still trying. Your seat may be free for others by now.',
  },
  back: {
    title: 'The line is back',
    post: (post: string) => `You have ${post} again.`,
    place: 'You are in your place again.',
  },
  away: {
    title: (seconds: number) => `You were away for ${seconds} s`,
    label: 'While you were away',
    autopilot: (post: string) => `The autopilot gave ${post} back.`,
    nothing: 'Nothing happened meanwhile.',
    earlier: (count: number) => `${count} before that`,
    times: (sentence: string, count: number) => `${sentence} ×${count}`,
    dismiss: 'Dismiss',
  },
  elsewhere: {
    title: 'You went on elsewhere',
    detail:
      'Your seat is in another tab or on another device now. It has one screen at a time, and this page has let go.',
    takeBack: 'Take it back here',
  },
  signedOut: {
    title: 'You are signed out',
    kept: (left: string) => `Your seat is kept ${left}. Sign in to go on where you were.`,
    late: 'Sign in to come back. Your seat may be free for others by now.',
    guest: 'This guest is no longer known. Come aboard as somebody new, or sign in.',
  },
  givenUp: {
    title: 'You are no longer in this session',
    detail: 'A seat is kept for a minute. Join again, and take one that is free.',
    join: 'Join again',
  },
  mates: {
    cut: (name: string, post: string) => `${name}’s line is cut; the autopilot has ${post}`,
    cutNoSeat: (name: string) => `${name}’s line is cut`,
    kept: (left: string) => `The seat is kept ${left}.`,
    back: (name: string, post: string) => `${name} is back at ${post}`,
    backNoSeat: (name: string) => `${name} is back`,
    gone: (name: string) => `${name} did not come back`,
    free: (consoles: string) => `Free now: ${consoles}.`,
    /** In the place of a name, beside the sign of the autopilot. */
    held: (name: string, left: string) => `${name}’s line is cut; the autopilot holds the seat, free in ${left}`,
    freeIn: (left: string) => `free in ${left}`,
  },
} as const
