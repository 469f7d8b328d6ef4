/** Stops an old Node with one clear line. */

const needed = [22, 18]

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return
  console.error(
    `Flotilla needs Node ${needed.join('.')} or newer and this is ${process.versions.node}: start it with "npm start" after "npm install" (which brings Node 24 on Linux and Windows), or install Node 24.`,
  )
  process.exit(1)
}
