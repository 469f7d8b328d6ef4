/** What an event is: something that happened, told once to those concerned, in a shape that both ends check. */
import { z } from 'zod'

/** In this order events leave, and from the last one on they are given up when a connection cannot keep up; 1 and 2 never are.
 *  1 session and safety, 2 own ship and answers, 3 game, 4 chat, 5 cosmetic. */
export type Priority = 1 | 2 | 3 | 4 | 5

export interface EventDefinition<Name extends string = string, Shape extends z.ZodObject = z.ZodObject> {
  name: Name
  /** Stands for the name on the wire: 1–127, never given to another event. The platform's own are below 16. */
  code: number
  /** Grows with every change of the shape. */
  version: number
  priority: Priority
  category: 'system' | 'player' | 'world' | 'game' | 'chat'
  /** Somebody whose line was cut is told of it when they are back. */
  isNews?: boolean
  /** Travels as the values of its keys, in their order; flat, and nothing in it is null. */
  shape: Shape
  /** One sentence: what happened. */
  says: string
}

/** Every event that one room can send. */
export type EventCatalogue = readonly EventDefinition[]

/** Keeps the name and the shape as types. */
export const event = <const Name extends string, Shape extends z.ZodObject>(
  definition: EventDefinition<Name, Shape>,
): EventDefinition<Name, Shape> => definition

export const entityId = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)

/** Whole units: far more than anybody sees, in a third of the bytes. */
const coordinate = z.int().min(-1_000_000).max(1_000_000)
export const place = { x: coordinate, z: coordinate }

/** From the place of the event, whole units. */
export const offset = z.int().min(-100_000).max(100_000)

/** A name, or the id of something in a catalogue. */
export const term = z.string().max(64)

/** A sentence or two. */
export const words = z.string().max(2000)
