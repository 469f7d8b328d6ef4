/** Sizes of text are written in px, for a reader whose browser has the usual 16, and sent in the reader's own: the text
 *  follows the size that they have set, and so do the widths at which a layout changes. */

/** Pixels of a browser's text whose reader has set nothing. */
export const usualTextSize = 16
/** Text, and the columns of a console, which hold it. */
const textProperties = new Set(['font', 'font-size', 'line-height', '--left-width', '--right-width'])
const inUnit = (css: string, unit: 'rem' | 'em'): string =>
  css.replace(/(\d*\.?\d+)px\b/g, (_, px: string) => `${Number(px) / usualTextSize}${unit}`)

/** For PostCSS, through which every style goes. */
export const textSize = {
  postcssPlugin: 'text-size',
  Declaration(declaration: { prop: string; value: string }): void {
    if (textProperties.has(declaration.prop)) declaration.value = inUnit(declaration.value, 'rem')
  },
  AtRule: {
    media(rule: { params: string }): void {
      rule.params = inUnit(rule.params, 'em')
    },
  },
}
