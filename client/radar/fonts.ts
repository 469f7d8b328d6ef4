/** Tells when fonts have arrived: what was measured and drawn before is to be done again. */

let version = 0
let isListening = false

/** Changes whenever fonts have arrived. */
export function fontsVersion(): number {
  if (!isListening) document.fonts.addEventListener('loadingdone', () => version++)
  isListening = true
  return version
}
