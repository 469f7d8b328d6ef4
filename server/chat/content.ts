/** What a message says once the server has had its part in it: dice are thrown here, not on the page. */
import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type { ChatLine } from '../../schema/people.ts'
import type { peopleShapes } from '../../schema/people-shapes.ts'

export type CheckedContent = z.output<(typeof peopleShapes)['chat.post']>['content']

/** A throw of one die, 1 to `sides`. */
export type Die = (sides: number) => number
const honestDie: Die = (sides) => randomInt(1, sides + 1)

export function lineContent(content: CheckedContent, die = honestDie): Pick<ChatLine, 'kind' | 'text' | 'about'> {
  switch (content.kind) {
    case 'roll': {
      const throws = Array.from({ length: content.dice }, () => die(content.sides))
      const sum = throws.reduce((total, eyes) => total + eyes, 0)
      const result = throws.length === 1 ? `${sum}` : `${throws.join(' + ')} = ${sum}`
      return { kind: 'roll', text: `${content.dice}d${content.sides}: ${result}` }
    }
    case 'call':
      return { kind: 'call', text: content.label, about: { call: content.call, contact: content.contact } }
    default:
      return { kind: content.kind, text: content.text }
  }
}
