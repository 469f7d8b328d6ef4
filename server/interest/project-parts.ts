/** Writing lists and times into replicas. */
import type { ArraySchema } from '@colyseus/schema'
import type { World } from '../../simulation/world.ts'

/** The tick `seconds` from now for something that works at `speed` times its rated pace: an end tick travels once, a countdown would every frame. */
export function tickAfter(world: World, seconds: number, speed: number): number {
  if (seconds === 0) return 0
  return world.tick + Math.round((seconds * world.hz) / Math.max(speed, 0.05))
}

/** Arrays of the schema by the proxy around them, through which every reading would go. */
const beneath = new WeakMap<object, { items: unknown[] }>()

/** The list beneath an array of the schema. Protected, hence the casts. */
export function itemsOf<Item>(array: ArraySchema<Item>): readonly Item[] {
  let target = beneath.get(array)
  if (target === undefined) {
    target = (array as unknown as { [key: symbol]: { items: unknown[] } })[Symbol.for('$proxyTarget')]!
    beneath.set(array, target)
  }
  return target.items as Item[]
}

/** At least `count` items of an array, beneath the proxy. */
export function itemsFor<Item>(array: ArraySchema<Item>, count: number, Item: new () => Item): readonly Item[] {
  const items = itemsOf(array)
  while (items.length < count) array.push(new Item())
  return items
}

export function itemAt<Item>(array: ArraySchema<Item>, index: number, Item: new () => Item): Item {
  return itemsFor(array, index + 1, Item)[index]!
}

/** Writes records into the slots of a list and frees the others. Slots are used again: a reference is never taken twice, and
 *  a stream has only so many. */
export function fillSlots<Item, Values>(
  array: ArraySchema<Item>,
  Item: new () => Item,
  values: readonly Values[],
  free: Values,
  write: (slot: Item, values: Values) => void,
): void {
  const slots = itemsFor(array, values.length, Item)
  for (let index = 0; index < slots.length; index++) write(slots[index]!, values[index] ?? free)
}

/** Makes a replicated list equal to what `read` reads of plain records, and touches nothing when it is. */
export function mirror<Item, Value>(
  list: ArraySchema<Value>,
  items: readonly Item[],
  read: (item: Item) => Value,
): void {
  const shown = itemsOf(list)
  while (shown.length > items.length) list.pop()
  for (let index = 0; index < items.length; index++) {
    const value = read(items[index]!)
    if (index >= shown.length) list.push(value)
    else if (shown[index] !== value) list[index] = value
  }
}
