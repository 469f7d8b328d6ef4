/** What operators' graphs read: every part counts into one registry, which `/metrics` shows. */
import { Router } from 'express'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** `isShown`: whether anybody can read them; the process's own figures cost a little. */
export function openMetrics(isShown: boolean): Registry {
  const registry = new Registry()
  if (isShown) collectDefaultMetrics({ register: registry })
  return registry
}

/** A figure that is read whenever somebody asks. */
export function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read())
    },
  })
}

export function metricsRoutes(registry: Registry): Router {
  const router = Router()
  router.get('/', (_request, response, next) => {
    registry.metrics().then((text) => void response.type(registry.contentType).send(text), next)
  })
  return router
}
