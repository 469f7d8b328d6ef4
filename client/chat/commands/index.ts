/** The catalogue of slash commands. */
import { block } from './block.ts'
import type { Command } from './command.ts'
import { emote } from './emote.ts'
import { friend } from './friend.ts'
import { global } from './global.ts'
import { helpOn } from './help.ts'
import { invisible } from './invisible.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { mute } from './mute.ts'
import { roll } from './roll.ts'
import { sector } from './sector.ts'
import { ship } from './ship.ts'
import { team } from './team.ts'
import { w } from './w.ts'
import { who } from './who.ts'

export const commands: readonly Command[] = [
  helpOn(() => commands),
  w,
  ship,
  sector,
  team,
  global,
  me,
  roll,
  emote,
  who,
  friend,
  invite,
  mute,
  block,
  invisible,
]
