/** Shapes of zod and schemas of Colyseus in a few words. */
import { z } from 'zod'

/** `{ tube: int 0–7, on?: true/false }`. */
export const shapeText = (shape) => text(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }))

function text(json) {
  if (json.const !== undefined) return String(json.const)
  if (json.enum) return json.enum.join(' / ')
  const either = json.anyOf ?? json.oneOf
  if (either) return either.map(text).join(' or ')
  if (json.type === 'object') return object(json)
  if (json.type === 'array')
    return `list of ${text(json.items ?? {})}${json.maxItems ? `, at most ${json.maxItems}` : ''}`
  if (json.type === 'string') return json.maxLength ? `text, at most ${json.maxLength}` : 'text'
  if (json.type === 'boolean') return 'true / false'
  if (json.type === 'integer' || json.type === 'number') return number(json)
  return json.type ?? 'anything'
}

function object({ properties = {}, required = [] }) {
  const fields = Object.entries(properties).map(([key, part]) => {
    const isThere = required.includes(key)
    return `${key}${isThere ? '' : '?'}: ${text(part)}`
  })
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function number({ type, minimum, maximum }) {
  const round = (value) => String(Math.round(value * 1000) / 1000).replace('-', '−')
  const kind = type === 'integer' ? 'int' : 'number'
  const hasBounds = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  return hasBounds ? `${kind} ${round(minimum)} to ${round(maximum)}` : kind
}

/** Every schema that can be reached from `Root`, in the order they are met: its name, and its fields with their types. */
export function schemasFrom(Root) {
  const found = []
  const classes = new Set([Root])
  // A set grows while it is walked, and the walk goes on.
  for (const Class of classes) {
    const fields = Object.values(Class[Symbol.metadata]).map(({ name, type }) => [name, typeText(type, classes)])
    found.push({ name: Class.name, fields })
  }
  return found
}

function typeText(type, classes) {
  if (typeof type === 'string') return type
  if (typeof type === 'function') {
    classes.add(type)
    return type.name
  }
  const [[kind, of]] = Object.entries(type)
  if (kind === 'quantized') return `quantised, ${of.min} to ${of.max}`
  return `${kind} of ${typeText(of, classes)}`
}
