/** Types of `docs.mjs`, which stays plain JavaScript so that the scripts run on any Node. */
export const pages: Record<string, () => Promise<string>>
