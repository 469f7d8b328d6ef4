/** Names as they are compared: two that people would take for the same have one key. */

/** Letters of other scripts that look like a Latin one, in small letters (from Unicode's list of confusables). */
const lookAlikes: Record<string, string> = {
  ...pairs('аеорсухіјѕԁԛԝһӏпгѵ', 'aeopcyxijsdqwhlnrv'),
  ...pairs('αεοριυνκτχγη', 'aeopiuvktxyn'),
}

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at]!]))
}

/** Width and presentation forms (NFKC), case, accents and look-alikes do not count. */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    // 'ß' and 'ς' fold only by way of capitals, and the capital 'ẞ' only by way of its small letter.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    // Accents belong to no script; vowel signs of Indic scripts do, and stay.
    .replace(/\p{Script=Inherited}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return [...plain].map((letter) => lookAlikes[letter] ?? letter).join('')
}
