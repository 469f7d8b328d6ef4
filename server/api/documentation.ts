/** `/openapi.json` and the page at `/api`, which both come from the routes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router } from 'express'
import { z } from 'zod'
import { openApi } from './openapi.ts'
import { apiPage } from './page.ts'
import { defineRoute, type Route } from './route.ts'

const root = join(import.meta.dirname, '..', '..')
const oneDay = 86_400_000
const fonts = {
  'b612-400.woff2': '@fontsource/b612/files/b612-latin-400-normal.woff2',
  'b612-700.woff2': '@fontsource/b612/files/b612-latin-700-normal.woff2',
  'newsreader.woff2': '@fontsource/newsreader/files/newsreader-latin-500-italic.woff2',
}

/** The routes with one more, that describes them all; and the page, which is none of them. */
export function documented(
  routes: Route[],
  named: Record<string, z.ZodType>,
  version: string,
): { routes: Route[]; page: Router } {
  const own = defineRoute({
    method: 'get',
    path: '/openapi.json',
    tag: 'Operators',
    summary: 'These routes as OpenAPI 3.1',
    who: 'anybody',
    answer: z.looseObject({}),
    handle: async () => ({ ...document }),
  })
  const all = [...routes, own]
  const document = openApi(all, named, version)
  return { routes: all, page: pageOf(apiPage(document)) }
}

function pageOf(html: string): Router {
  const style = ['client/style/tokens.css', 'server/api/page.css']
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')
  const router = Router()
  router.get('/api', (_request, response) => void response.type('html').send(html))
  router.get('/api/style.css', (_request, response) => void response.type('css').send(style))
  for (const [name, from] of Object.entries(fonts)) {
    const path = fileURLToPath(import.meta.resolve(from))
    router.get(`/api/${name}`, (_request, response) => response.sendFile(path, { maxAge: oneDay }))
  }
  return router
}
