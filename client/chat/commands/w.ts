/** /w: something for one person alone. */
import { channelId } from '../../../schema/people.ts'
import { peopleText } from '../../text/people.ts'
import { type Command, nameList, whoIn } from './command.ts'

const usage = '/w name message'

export const w: Command = {
  name: 'w',
  usage,
  help: peopleText.commands.help.w,
  complete: nameList,
  run(context, typed) {
    const { who, rest } = whoIn(context, typed, usage)
    const channel = channelId.private(context.me.id, who.id)
    context.open(channel, who.name)
    if (rest !== '') context.post(channel, { kind: 'say', text: rest })
    return undefined
  },
}
