/** Types of `chromium.mjs`, which stays plain JavaScript so that the scripts run on any Node. */
export function findChromium(options?: { mayInstall?: boolean }): { path?: string; problem?: string }
