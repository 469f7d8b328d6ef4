/** Every word of the form that signs in, makes an account and gets back into one. */
import { limits } from '../../schema/limits.ts'

export const access = {
  haveAccount: 'I have an account',
  name: 'Name',
  password: 'Password',
  newPassword: 'New password',
  passwordHint: `At least ${limits.accountPassword.min} characters. A few words are better than a puzzle.`,
  recoveryCode: 'Recovery code',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  modes: {
    'sign-in': { title: 'Sign in', submit: 'Sign in', hint: undefined },
    register: {
      title: 'Create an account',
      submit: 'Create the account',
      hint: 'It keeps everything you have done as a guest. No mail address is asked.',
    },
    recover: {
      title: 'Forgot the password',
      submit: 'Set the new password',
      hint: 'You got the recovery code when you created the account.',
    },
  },
  toSignIn: 'Sign in',
  toRegister: 'Create an account',
  toRecover: 'Forgot the password',
  code: {
    title: 'Keep your recovery code',
    detail: 'It sets a new password should you forget yours. It is shown only now, and nobody can look it up later.',
    label: 'Recovery code',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Write it down: this browser does not let the page copy.',
    kept: 'I have kept it',
  },
  short: {
    password: {
      title: `A password has at least ${limits.accountPassword.min} characters.`,
      detail: 'Make it longer.',
    },
    missing: { title: 'Something is still empty.', detail: 'Fill it in.' },
  },
} as const
