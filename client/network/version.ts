/** Tells an old page from the server's version. */

/** Written into the page when it is built. */
declare const __FLOTILLA_VERSION__: string

export const pageVersion = (): string => __FLOTILLA_VERSION__

/** True when the server runs another version than the page; servers of tests call theirs 'test' and take any page. */
export const isOutdated = (page: string, server: string): boolean =>
  server !== '' && server !== 'test' && server !== page
