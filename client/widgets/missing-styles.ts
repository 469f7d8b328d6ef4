/** Styles of a part that did not arrive: the bundler asks for each but once, so they are asked for again here. */

const missing = new Set<HTMLLinkElement>()
document.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target)
  },
  { capture: true },
)

function ask(link: HTMLLinkElement): Promise<void> {
  missing.delete(link)
  const again = link.cloneNode() as HTMLLinkElement
  return new Promise((resolve, reject) => {
    again.addEventListener('load', () => resolve())
    again.addEventListener('error', () => reject(new Error(again.href)))
    link.replaceWith(again)
  })
}

export async function missingStyles(): Promise<void> {
  await Promise.all([...missing].map(ask))
}
