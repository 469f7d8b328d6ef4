/** `npm run db`: checks Node, then does what server/persistence/cli.ts says. */
import { checkNode } from './check-node.mjs'

checkNode()
await import('../server/persistence/cli.ts')
