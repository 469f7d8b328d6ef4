/** Session, seats, consoles and results: the first page does without. Asked for as soon as somebody means to fly. */
const load = async () => {
  const [{ createGameSession }, { default: Play }] = await Promise.all([
    import('../network/game-session.svelte.ts'),
    import('./Play.svelte'),
  ])
  return { createGameSession, Play }
}

let parts: ReturnType<typeof load> | undefined
export function loadPlay(): ReturnType<typeof load> {
  parts ??= load().catch((error) => {
    // Whoever asks again gets another try.
    parts = undefined
    throw error
  })
  return parts
}
/** Begins to load; what goes wrong shows where the parts are needed. */
export const expectPlay = (): void => void loadPlay().catch(() => undefined)
