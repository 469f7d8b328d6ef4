/** Copies an invitation link; answers whether the browser let it. */
import { pathTo } from './route.ts'

export const invitationLink = (code: string): string => location.origin + pathTo.invitation(code)

export async function copyInvitation(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(invitationLink(code))
    return true
  } catch {
    return false
  }
}
