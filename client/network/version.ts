/** Tells an old page from the server's version. */

/** Written into the page when it is built. */
declare const __FLOTILLA_VERSION__: string

export const pageVersion = (): string => __FLOTILLA_VERSION__

/** True when the server runs another version than the page; servers of tests call theirs 'test' and take any page. */
export const isOutdated = (page: string, server: string): boolean =>
  server !== '' && server !== 'test' && server !== page

export type Update = 'none' | 'reload' | 'stuck' | 'done'

/** What an old page does: it loads itself anew once for each version of the server (`reloadedFor`, kept over the reload), and
 *  says so afterwards; when that did not help, it says that too instead of going round in circles. */
export function updateOf(page: string, server: string, reloadedFor: string): Update {
  if (isOutdated(page, server)) return reloadedFor === server ? 'stuck' : 'reload'
  return server !== '' && reloadedFor === server ? 'done' : 'none'
}
