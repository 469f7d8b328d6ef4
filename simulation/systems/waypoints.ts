/** Waypoints: numbered places that the whole crew sees. */
import type { Ship } from '../world.ts'

export const maxWaypoints = 9

/** Sets the lowest free number at a place; answers why not when there is none. */
export function setWaypoint(ship: Ship, { x, z }: { x: number; z: number }): string | undefined {
  const waypoints = ship.bridge?.waypoints ?? []
  let number = 1
  while (waypoints.some((waypoint) => waypoint.number === number)) number += 1
  if (number > maxWaypoints) return `All ${maxWaypoints} waypoints are set: clear one first.`
  waypoints.push({ number, x, z })
  return undefined
}

export function clearWaypoint(ship: Ship, number: number): string | undefined {
  const waypoints = ship.bridge?.waypoints ?? []
  const index = waypoints.findIndex((waypoint) => waypoint.number === number)
  if (index < 0) return `Waypoint ${number} is not set.`
  waypoints.splice(index, 1)
  return undefined
}
