/** Types of `tools.mjs`, which stays plain JavaScript so that the scripts run on any Node. */
export const toolNames: string[]
export function findTool(
  name: 'chromium' | 'redis' | 'nginx' | 'postgresql',
  options?: { mayInstall?: boolean },
): { path?: string; problem?: string }
