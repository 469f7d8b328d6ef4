/** What is said in one session: a channel for everybody, one for each crew. */
import { limits } from '../../schema/limits.ts'
import type { ChatChannel, ChatMessage } from '../../schema/messages.ts'

/** Who may read a message: the group index of a crew's channel, -1 for everybody. */
interface Said {
  group: number
  message: ChatMessage
}

export interface SessionChat {
  /** Adds a message and returns it. `group` is the speaker's, and says who reads the crew channel. */
  say(speaker: { id: string; name: string; group: number }, channel: ChatChannel, text: string, at: number): ChatMessage
  /** The last messages that a member of `group` may read, oldest first. */
  history(group: number): ChatMessage[]
}

export function openChat(): SessionChat {
  let said: Said[] = []
  let nextId = 1
  const readableBy = (group: number) => said.filter((entry) => entry.group === -1 || entry.group === group)
  return {
    say(speaker, channel, text, at) {
      const message = { id: nextId++, channel, from: speaker.id, name: speaker.name, text, at }
      const group = channel === 'crew' ? speaker.group : -1
      said.push({ group, message })
      // Each channel keeps its own last messages: a talkative crew must not push out another's.
      const ofChannel = said.filter((entry) => entry.group === group)
      const surplus = ofChannel[ofChannel.length - limits.chatHistory - 1]
      if (surplus !== undefined) said = said.filter((entry) => entry !== surplus)
      return message
    },
    history: (group) => readableBy(group).map((entry) => entry.message),
  }
}
