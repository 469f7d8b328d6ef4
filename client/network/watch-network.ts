/** Tells when a page should look after its line. */

/** Calls back when the page wakes up or the network changes; the answer ends it. */
export function watchNetwork(changed: () => void): () => void {
  const awake = () => {
    if (document.visibilityState === 'visible') changed()
  }
  // Not every browser tells of a change from one network to another.
  const network =
    'connection' in navigator && navigator.connection instanceof EventTarget ? navigator.connection : undefined
  const watched: [EventTarget | undefined, string, () => void][] = [
    [window, 'online', changed],
    [window, 'offline', changed],
    [network, 'change', changed],
    [document, 'visibilitychange', awake],
  ]
  for (const [target, event, listener] of watched) target?.addEventListener(event, listener)
  return () => {
    for (const [target, event, listener] of watched) target?.removeEventListener(event, listener)
  }
}
