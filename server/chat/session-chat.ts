/** What is said in one session: a channel for everybody, one for each crew, one for those who watch. */
import { limits } from '../../schema/limits.ts'
import type { ChatChannel, ChatMessage } from '../../schema/messages.ts'

/** Whose private channel: a crew's by its group index (-1: of nobody yet), or the spectators'. */
export type Circle = number | 'spectators'

/** Who may read a message: one circle, or everybody. */
interface Said {
  circle: Circle | 'all'
  message: ChatMessage
}

export interface SessionChat {
  /** Adds a message and returns it. `circle` is the speaker's; all but the session channel stays in it. */
  say(
    speaker: { id: string; name: string },
    circle: Circle,
    channel: ChatChannel,
    text: string,
    at: number,
  ): ChatMessage
  /** The last messages that a member of `circle` may read, oldest first. */
  history(circle: Circle): ChatMessage[]
  /** Everything that is kept, for a checkpoint. */
  save(): SavedChat
}

export interface SavedChat {
  said: Said[]
  nextId: number
}

export function openChat(saved: SavedChat = { said: [], nextId: 1 }): SessionChat {
  let { said, nextId } = saved
  const readableBy = (circle: Circle) => said.filter((entry) => entry.circle === 'all' || entry.circle === circle)
  return {
    say(speaker, circle, channel, text, at) {
      const message = { id: nextId++, channel, from: speaker.id, name: speaker.name, text, at }
      const readers = channel === 'session' ? 'all' : circle
      said.push({ circle: readers, message })
      // Each channel keeps its own last messages: a talkative crew must not push out another's.
      const ofChannel = said.filter((entry) => entry.circle === readers)
      const surplus = ofChannel[ofChannel.length - limits.chatHistory - 1]
      if (surplus !== undefined) said = said.filter((entry) => entry !== surplus)
      return message
    },
    history: (circle) => readableBy(circle).map((entry) => entry.message),
    save: () => ({ said, nextId }),
  }
}
