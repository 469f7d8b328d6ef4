/** Names people type: how they are cleaned, and how long they may be. Without zod: the first page checks them too. */

/** Trimmed, no control characters, one space between words. */
export const cleanName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/** More than this is no name, however much of it would be cleaned away. */
export const longestTyped = 200

/** The name as the server keeps it; undefined where it would refuse it. */
export function checkedName(text: string, bounds: { min: number; max: number }): string | undefined {
  const name = cleanName(text)
  return text.length <= longestTyped && name.length >= bounds.min && name.length <= bounds.max ? name : undefined
}
