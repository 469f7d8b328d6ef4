/** Whether this browser can draw in three dimensions; asked once. */

let answer: boolean | undefined

export function hasWebgl(): boolean {
  answer ??= ask()
  return answer
}

function ask(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: false })
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    return context !== null
  } catch {
    return false
  }
}
