/** Who may import whom. The table stands in the README; this file is what holds it. */
const only = (from, allowed, comment) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${from}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^(schema|simulation|server|client|loadtest|test|scripts|arena)', pathNot: allowed },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('schema', '^schema/', 'schema/ is the wire: data that imports nothing of ours'),
    only('simulation', '^(schema|simulation)/', 'the rules know neither network nor screen'),
    // main.ts starts what the composition root has wired.
    only('server', '^(schema|simulation|server)/|^arena', 'the server knows no client'),
    {
      name: 'client-imports-server-types-only',
      severity: 'error',
      from: { path: '^(client|loadtest)/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    only('client', '^(schema|simulation|server|client)/', 'the client imports wire, rules, and server types'),
    only(
      'loadtest',
      '^(schema|simulation|server|loadtest)/|^scripts/tools|^client/network/session-connection\\.ts$',
      "bots use what a player can use, and the page's own line",
    ),
    {
      name: 'only-the-definition-knows-the-game',
      severity: 'error',
      comment: 'the platform knows no ships: only the game definition and the projection import simulation/',
      from: {
        path: '^server/',
        pathNot: ['^server/flotilla\\.game\\.ts$', '^server/interest/project', '\\.test\\.ts$'],
      },
      to: { path: '^simulation/' },
    },
    {
      name: 'simulation-third-parties',
      severity: 'error',
      from: { path: '^simulation/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod' },
    },
    {
      name: 'schema-third-parties',
      severity: 'error',
      from: { path: '^schema/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(zod|@colyseus/schema)' },
    },
    {
      name: 'colyseus-server-in-its-places',
      severity: 'error',
      from: {
        path: '^(server|arena)',
        pathNot:
          '^(server/rooms/|server/cluster/|server/interest/replica-serializer\\.ts|server/.*\\.routes\\.ts|arena\\.config\\.ts)',
      },
      to: { path: 'node_modules/(colyseus|@colyseus/(core|tools|monitor|ws-transport))/' },
    },
    {
      name: 'drawing-knows-no-network',
      severity: 'error',
      from: { path: '^client/(radar|viewscreen|widgets)/' },
      to: { path: '^client/network/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json'],
    },
  },
}
