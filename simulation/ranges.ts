/** Distances that several rules share, in units. */

/** Beyond it a ship knows nothing; up to it at least a blip. */
export const sensorRange = 50_000
/** Beyond it an unscanned contact is a blip: a place without heading or speed. */
export const blipRange = 30_000
/** Rocks are charted up to here. */
export const rockRange = 20_000
/** Others' torpedoes are too small to be seen further off; also where a stranger's intentions become plain. */
export const closeRange = 5_000
/** Up to here crews follow a fight shot by shot. */
export const battleRange = 10_000
/** Measured from a station's edge. */
export const dockingRange = 1_000
/** Faster than this nobody docks, in units a second. */
export const dockingSpeed = 20
/** Up to here a homing torpedo has life enough to catch a moving target. */
export const torpedoReach = 4_500
