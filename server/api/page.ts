/** The page that people read about the routes: the OpenAPI document as HTML, without a script. */
import type { OpenApi, Operation, Schema } from './openapi.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign]!)
/** Text in which `code` is set as code. */
const prose = (text: string) => safe(text).replace(/`([^`]+)`/g, '<code>$1</code>')

export function apiPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const chapters = document.tags.map(({ name, description }) => ({
    name,
    description,
    entries: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flotilla: the API</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/api/style.css">
</head>
<body>
<header>
<p class="ship">Flotilla</p>
<h1>What programs may ask</h1>
<p>Every answer is JSON. Send the access token as <code>Authorization: Bearer …</code>; it lives 15 minutes, and
<code>POST /auth/refresh</code> trades for the next. Programs ask for <code>"bearer": true</code> and get their refresh token
in the answer; browsers get a cookie. A refusal has a <code>code</code>, says what happened, and what to do.</p>
<p>Version ${safe(String(document.info.version))} · <a href="/openapi.json">openapi.json</a> · <a href="/">to the game</a></p>
<nav>${chapters.map(({ name }) => `<a href="#${name}">${name}</a>`).join('')}</nav>
</header>
<main>
${chapters.map(({ name, description, entries }) => `<section id="${name}"><h2>${name}</h2><p>${prose(description)}</p>${entries.map((entry) => article(document, entry)).join('\n')}</section>`).join('\n')}
<section id="Shapes"><h2>Shapes</h2><p>Answers that several routes give.</p>
${Object.entries(document.components.schemas)
  .map(([name, schema]) => `<article id="shape-${name}"><h3>${name}</h3>${fields(schema)}</article>`)
  .join('\n')}
</section>
</main>
</body>
</html>
`
}

function article(
  document: OpenApi,
  { path, method, operation }: { path: string; method: string; operation: Operation },
) {
  const { summary, description, security, parameters = [], requestBody, responses } = operation
  const needsToken = security.length > 0 ? '<span class="token">token</span>' : ''
  const rows = parameters.map(({ name, in: where, description: meaning = '', required, schema }) =>
    row(name, where === 'path' ? 'in the path' : typeOf(schema), required, meaning),
  )
  const { 200: good, ...bad } = responses
  return `<article id="${operation.operationId}">
<h3><span class="method ${method}">${method}</span> <code>${safe(path)}</code>${needsToken}</h3>
<p>${prose(summary)}.${description === undefined ? '' : ` ${prose(description)}`}</p>
${rows.length > 0 ? table(rows) : ''}
${requestBody === undefined ? '' : `<h4>Body</h4>${fields(requestBody.content['application/json']!.schema)}`}
<h4>Answer</h4>${answerOf(document, good!.content['application/json']!.schema)}
<details><summary>Refusals</summary><dl>${Object.entries(bad)
    .map(([status, { description: meaning }]) => `<dt>${status}</dt><dd>${prose(meaning)}</dd>`)
    .join('')}</dl></details>
</article>`
}

function answerOf({ components }: OpenApi, schema: Schema): string {
  const name = String(schema.$ref ?? '').replace('#/components/schemas/', '')
  return name in components.schemas ? `<p><a href="#shape-${name}">${name}</a></p>` : fields(schema)
}

function fields(schema: Schema): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const required = (schema.required ?? []) as string[]
  if (properties.length === 0) return '<p class="quiet">An object without fields of its own.</p>'
  return table(
    properties.map(([name, field]) =>
      row(name, typeOf(field), required.includes(name), String(field.description ?? '')),
    ),
  )
}

const table = (rows: string[]) => `<div class="table"><table>${rows.join('')}</table></div>`
const row = (name: string, type: string, isRequired: boolean, meaning: string) =>
  `<tr><th scope="row"><code>${safe(name)}</code></th><td>${safe(type)}${isRequired ? '' : ' <span class="quiet">optional</span>'}</td><td>${prose(meaning)}</td></tr>`

/** A shape in a few words: "text, 8 to 128", "a list of texts", "one of green, red". */
function typeOf(schema: Schema): string {
  const { type, minLength, maxLength, minimum, maximum, items, properties, format } = schema
  const either = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (either !== undefined) return either.map(typeOf).join(' or ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return `one of ${(schema.enum as unknown[]).join(', ')}`
  const bounds = boundsOf((minLength ?? minimum) as number | undefined, (maxLength ?? maximum) as number | undefined)
  if (type === 'array') return `a list: ${typeOf(items as Schema)}`
  if (type === 'object') return properties ? `{ ${Object.keys(properties).join(', ')} }` : 'an object'
  if (type === 'boolean') return 'true or false'
  if (type === 'string') return `${typeof format === 'string' ? format : 'text'}${bounds}`
  return `${typeof type === 'string' ? type : 'anything'}${bounds}`
}

function boundsOf(least: number | undefined, most: number | undefined): string {
  // Every whole number has bounds in the document.
  const from = least === undefined || least === Number.MIN_SAFE_INTEGER ? undefined : least
  const to = most === undefined || most === Number.MAX_SAFE_INTEGER ? undefined : most
  if (to === undefined) return from === undefined ? '' : `, ${from} or more`
  return from === undefined ? `, up to ${to}` : `, ${from} to ${to}`
}
