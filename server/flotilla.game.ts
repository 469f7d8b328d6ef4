import { tug } from '../test/second-game/tug.game.ts'
export const flotilla = tug as never
