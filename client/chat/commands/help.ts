/** /help: what there is to write. */
import { peopleText } from '../../text/people.ts'
import type { Command } from './command.ts'

/** It tells of the catalogue that it stands in, so it is given it. */
export const helpOn = (catalogue: () => readonly Command[]): Command => ({
  name: 'help',
  usage: '/help',
  help: peopleText.commands.help.help,
  complete: () =>
    catalogue()
      .map(({ name }) => name)
      .sort(),
  run(_, rest) {
    const one = catalogue().find(({ name }) => name === rest.trim().replace(/^\//u, ''))
    return (one ? [one] : catalogue()).map(({ usage, help }) => `${usage} — ${help}`).join('\n')
  },
})
