/** `npm run account`: checks Node, then does what server/accounts/cli.ts says. */
import { checkNode } from './check-node.mjs'

checkNode()
await import('../server/accounts/cli.ts')
