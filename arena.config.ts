/** Composition root: rooms, routes, monitor, the built client. Wiring only. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { defineRoom, defineServer, matchMaker, type Server } from '@colyseus/core'
import { monitor } from '@colyseus/monitor'
import { WebSocketTransport } from '@colyseus/ws-transport'
import express from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { openAccounts } from './server/accounts/open-accounts.ts'
import { namedShapes } from './server/accounts/shapes.ts'
import { documented } from './server/api/documentation.ts'
import { mount } from './server/api/route.ts'
import { openCluster } from './server/cluster/cluster.ts'
import { localConnections } from './server/cluster/connections.ts'
import { openFinder } from './server/cluster/session-finder.ts'
import { ownRows } from './server/cluster/session-rows.ts'
import type { Config } from './server/config.ts'
import { droppedEvents } from './server/events/queue.ts'
import { flotilla } from './server/flotilla.game.ts'
import { healthRoutes } from './server/health.routes.ts'
import { answerErrors, unknownRoute } from './server/http.ts'
import { gauge, metricsRoutes, openMetrics } from './server/metrics/metrics.ts'
import { passwordGate } from './server/monitor-gate.ts'
import { openPeople } from './server/people/open-people.ts'
import { openDatabase } from './server/persistence/database.ts'
import { startSweeper } from './server/persistence/retention.ts'
import { openWriteQueue } from './server/persistence/write-queue.ts'
import { namedPeopleShapes } from './server/presence/shapes.ts'
import { openLimits } from './server/rate-limits.ts'
import { openRecords } from './server/records/store.ts'
import { GameRoom } from './server/rooms/game.room.ts'
import { gameRoomName, LobbyRoom, lobbyRoomName } from './server/rooms/lobby.room.ts'
import { lobbyRoutes } from './server/rooms/lobby.routes.ts'
import { PeopleRoom, peopleRoomName } from './server/rooms/people.room.ts'
import { nameAddresses, refuseForeign } from './server/rooms/upgrade.ts'
import { schemaOf } from './server/session/checkpoint.ts'
import type { GameDefinition } from './server/session/game-definition.ts'
import type { Patience } from './server/session/session.ts'
import { sessionRoutes } from './server/session/sessions.routes.ts'

const clientFolder = join(import.meta.dirname, 'client', 'dist')

export interface ArenaOptions {
  config: Config
  log: Logger
  version: string
  /** What is played; tests put another game on the same platform. */
  definition?: GameDefinition
  /** Waiting times; tests shorten them. */
  waits?: Partial<Patience>
}

/** The server, wired but not yet listening. */
export async function arena({
  config,
  log,
  version,
  definition = flotilla,
  waits = {},
}: ArenaOptions): Promise<Server> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log })
  const { orm } = database
  const metrics = openMetrics(config.monitorPassword !== '')
  gauge(metrics, 'flotilla_database_up', '1 while the database answers', () => Number(database.isUp()))
  const droppedHelp = 'events given up for players whose connection could not keep up, since the start'
  gauge(metrics, 'flotilla_events_dropped', droppedHelp, droppedEvents)
  const writes = openWriteQueue({ orm, log, metrics })
  const sweeper = startSweeper({ orm, log, metrics })
  const cluster =
    config.redisUrl === ''
      ? undefined
      : await openCluster({ config, version, log }, { gameRoom: gameRoomName, schema: schemaOf(definition) })
  // The registry of processes sees the dead sooner than Colyseus's own checks, which take a stalled one for dead.
  matchMaker.setHealthChecksEnabled(cluster === undefined)
  const now = Date.now
  const connections = cluster?.connections ?? localConnections()
  const rows = cluster?.rows ?? ownRows
  const services = {
    ...{ definition, log, now, version },
    patience: { ...config.patience, ...waits },
    records: openRecords(writes, definition),
  }

  const finder = openFinder(rows, gameRoomName)
  const limits = openLimits(config.rateLimitFactor, cluster?.redis)
  const people = openPeople({
    ...{ orm, writes, config, finder, limits, version, log, now },
    shared: cluster && { ...cluster, processId: () => matchMaker.processId },
  })
  const accounts = await openAccounts({
    ...{ database: orm, writes, config, limits, log, now },
    signedOut: connections.signOut,
    farewell: people.farewell,
    profileChanged: people.profileChanged,
  })
  const { identities } = accounts

  const { routes, page } = documented(
    [
      ...accounts.routes,
      ...lobbyRoutes(),
      ...people.routes,
      ...sessionRoutes({ definition, finder, now }),
      ...healthRoutes({ isRedisUp: () => cluster?.isUp() ?? true, isDatabaseUp: database.isUp }),
    ],
    { ...namedShapes, ...namedPeopleShapes },
    version,
  )

  // Rooms are joined through our routes, which know who asks; Colyseus's own match-making is closed.
  matchMaker.controller.exposedMethods = []
  // Pages of other sites may ask with a token, never with our cookies: Colyseus's own headers would let them.
  matchMaker.controller.getCorsHeaders = () => ({ 'Access-Control-Allow-Origin': '*' })
  delete (matchMaker.controller.DEFAULT_CORS_HEADERS as Record<string, string>)['Access-Control-Allow-Credentials']

  const http = createServer()
  nameAddresses(http, config.trustedProxies)
  const server = defineServer({
    greet: false,
    ...(cluster && {
      driver: cluster.driver,
      presence: cluster.presence,
      publicAddress: config.publicAddress,
      selectProcessIdToCreateRoom: cluster.selectProcess,
      async beforeListen() {
        await cluster.start()
        people.start()
      },
    }),
    rooms: {
      [lobbyRoomName]: defineRoom(
        class extends LobbyRoom {
          protected readonly connections = connections
        },
      ),
      [peopleRoomName]: defineRoom(
        class extends PeopleRoom {
          protected readonly doors = { connections, identities }
          protected readonly services = people.room
        },
      ),
      [gameRoomName]: defineRoom(
        class extends GameRoom {
          protected readonly services = services
          protected readonly rows = rows
          protected readonly doors = { connections, identities }
          protected readonly whereabouts = people.presence
        },
      )
        .enableRealtimeListing()
        .on('create', () => cluster?.sessionStarted())
        .on('dispose', () => cluster?.sessionEnded()),
    },
    transport: new WebSocketTransport({
      server: http,
      beforeUpgrade: refuseForeign(config.corsOrigins, config.publicAddress),
      maxPayload: 16 * 1024,
      pingInterval: 2000,
      pingMaxRetries: 3,
    }),
    express: (app) => {
      app.disable('x-powered-by')
      app.set('trust proxy', config.trustedProxies)
      if (config.monitorPassword !== '') {
        app.use('/monitor', passwordGate(config.monitorPassword), monitor())
        app.use('/metrics', passwordGate(config.monitorPassword), metricsRoutes(metrics))
      }
      app.use(helmet({ contentSecurityPolicy: contentSecurityPolicy(), strictTransportSecurity: false }))
      app.use(express.json({ limit: '16kb' }))
      mount(app, routes, accounts.routeServices)
      app.use(page)
      // Their names change with what is in them.
      app.use('/assets', express.static(join(clientFolder, 'assets'), { immutable: true, maxAge: '1y', index: false }))
      app.use(express.static(clientFolder, { index: 'index.html' }))
      app.get(['/', '/account', '/gallery', '/join/:code', '/play/:id'], (_request, response) =>
        response.sendFile(join(clientFolder, 'index.html')),
      )
      // An address that somebody typed wrongly: the page says so, to programs the sentence alone.
      app.use((request, response, next) => {
        const isPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html'
        if (isPage) response.status(404).sendFile(join(clientFolder, 'index.html'))
        else next()
      })
      app.use(unknownRoute)
      app.use(answerErrors(log))
    },
  })
  server.onBeforeShutdown(async () => cluster?.leave())
  // Last: sessions that end in the shutdown still write.
  server.onShutdown(async () => {
    people.close()
    cluster?.stop()
    accounts.close()
    sweeper.stop()
    // Last: sessions that end in the shutdown still write.
    await writes.drain()
    await database.close()
  })
  return server
}

/** Everything comes from this server; Svelte sets some styles inline. */
const contentSecurityPolicy = () => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'ws:', 'wss:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
})
