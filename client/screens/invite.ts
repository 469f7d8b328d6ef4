/** Where an invitation leads, and copying it. */
import { copyText } from '../widgets/clipboard.ts'
import { pathTo } from './route.ts'

export const invitationLink = (code: string): string => location.origin + pathTo.invitation(code)

/** Answers whether the browser let it. */
export const copyInvitation = (code: string): Promise<boolean> => copyText(invitationLink(code))
