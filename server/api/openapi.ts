/** The OpenAPI 3.1 document, made of the definitions of the routes. */
import { z } from 'zod'
import { type ErrorCode, errors } from '../../schema/errors.ts'
import { type Audience, type Route, refusalsOf, tags } from './route.ts'

export type Schema = Record<string, unknown>

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; description?: string; schema: Schema }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content: Record<string, { schema: Schema }> }>
}

export interface OpenApi {
  openapi: string
  info: Record<string, unknown>
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> }
}

const json = (schema: Schema) => ({ 'application/json': { schema } })
const refusal = z.strictObject({
  error: z.strictObject({
    code: z.string().describe('One of the codes that the route names.'),
    message: z.string().describe('What happened, as the page says it.'),
    fix: z.string().describe('What can be done about it.'),
    detail: z.string().optional().describe('The case: the field that is wrong, or how long to wait.'),
  }),
})

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _standard, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

/** `named`: shapes that stand in the document once, under a name of their own. */
export function openApi(routes: Route[], named: Record<string, z.ZodType>, version: string): OpenApi {
  const names = new Map(Object.entries(named).map(([name, shape]) => [shape, name]))
  const answerSchema = (shape: z.ZodType): Schema => {
    const name = names.get(shape)
    return name === undefined ? schemaOf(shape, 'output') : { $ref: `#/components/schemas/${name}` }
  }
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(route, path, answerSchema) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flotilla',
      version,
      summary: 'A cooperative starship-bridge game for the browser.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(named).map(([name, shape]) => [name, schemaOf(shape, 'output')])),
        Refusal: schemaOf(refusal, 'output'),
      },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function operationOf(route: Route, path: string, answerSchema: (shape: z.ZodType) => Schema): Operation {
  const { method, tag, summary, more, who, body, answer } = route
  const parameters = parametersOf(route)
  return {
    operationId: `${method}${path.replace(/[^\w]+(\w?)/g, (_all, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(more === undefined ? {} : { description: more }),
    security: securityOf(who),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: !body.safeParse({}).success, content: json(schemaOf(body, 'input')) } }),
    responses: { 200: { description: 'Done.', content: json(answerSchema(answer)) }, ...refusalResponses(route) },
  }
}

const securityOf = (who: Audience) => (who === 'anybody' ? [] : [{ accessToken: [] }])

function parametersOf({ path, parameter, query }: Route): NonNullable<Operation['parameters']> {
  const name = path.match(/:(\w+)/)?.[1]
  const inPath = name === undefined ? [] : [{ name, description: parameter ?? '', schema: { type: 'string' } }]
  const { properties = {}, required = [] } = (query === undefined ? {} : schemaOf(query, 'input')) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return [
    ...inPath.map((entry) => ({ ...entry, in: 'path' as const, required: true })),
    ...Object.entries(properties).map(([key, schema]) => ({
      name: key,
      in: 'query' as const,
      required: required.includes(key),
      schema,
    })),
  ]
}

function refusalResponses(route: Route): Operation['responses'] {
  const codes = Map.groupBy<number, ErrorCode>(refusalsOf(route), (code) => errors[code].status)
  if (route.body !== undefined) codes.set(413, ['bad-shape'])
  const sorted = [...codes].sort(([one], [other]) => one - other)
  return Object.fromEntries(
    sorted.map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errors[code].message}`).join(' '),
        content: json({ $ref: '#/components/schemas/Refusal' }),
      },
    ]),
  )
}
