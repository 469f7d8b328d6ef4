/** The page of `npm run bench:client`: the real radar with 200 moving contacts; no part of the game's page. */
import '@fontsource/b612/400.css'
import '@fontsource/b612/700.css'
import '@fontsource/newsreader/500-italic.css'
import '../style/tokens.css'
import '../style/base.css'
import { mount } from 'svelte'
import type { MarkShape, RadarMark, RadarScene, Standing } from '../radar/marks.ts'
import Radar from '../radar/Radar.svelte'
import { createScopeView } from '../radar/scope-view.svelte.ts'
import { createTrails } from '../radar/trails.ts'

declare global {
  interface Window {
    /** Milliseconds of script in each frame so far. */
    frameMs: number[]
    /** Looks as far as this. */
    look(range: number): void
  }
}

const count = 200
const spreadUnits = 9500
const standings: Standing[] = ['hostile', 'friend', 'neutral', 'unknown']
const shapes: MarkShape[] = ['ship', 'ship', 'ship', 'blip', 'torpedo', 'station', 'ship', 'mine', 'asteroid', 'ship']

/** Evenly strewn and always alike. */
function markOf(index: number): RadarMark {
  const away = Math.sqrt((index + 0.5) / count) * spreadUnits
  const angle = index * 2.399963
  const shape = shapes[index % shapes.length] ?? 'ship'
  return {
    id: index + 1,
    x: Math.sin(angle) * away,
    z: Math.cos(angle) * away,
    heading: angle,
    speed: shape === 'station' || shape === 'mine' || shape === 'asteroid' ? 0 : 60 + (index % 9) * 10,
    turnRate: 0,
    standing: standings[(index >> 1) % standings.length] ?? 'unknown',
    shape,
    label: shape === 'ship' || shape === 'station' ? `Contact ${index + 1}` : '',
    isName: index % 3 === 0,
    what: `Contact ${index + 1}`,
    scan: index % 3,
    ordnance: index % 2 ? 'nuke' : 'homing',
  }
}

const marks = Array.from({ length: count }, (_, index) => markOf(index))
const own = { x: 0, z: 0, heading: 0, speed: 80, turnRate: 0.05 }
const scene: RadarScene = {
  own,
  marks,
  trails: createTrails(),
  selected: 7,
  marked: 12,
  headingOrdered: 1,
  arcs: [
    { direction: -0.4, arc: 1.4, range: 1200, charge: 1 },
    { direction: 0.4, arc: 1.4, range: 1200, charge: 0.5 },
  ],
  effects: [],
  calls: [],
  dock: undefined,
  limit: 30_000,
  clouds: [{ id: 3, x: 3000, z: -4000, radius: 1800 }],
  waypoints: [{ number: 1, x: -2000, z: 5000 }],
  cursor: undefined,
  survey: { scanned: 7, share: 0.4, isHeld: false },
}

let lastMs = performance.now()
function moved(): RadarScene {
  const nowMs = performance.now()
  const seconds = Math.min(0.1, (nowMs - lastMs) / 1000)
  lastMs = nowMs
  for (const mark of [own, ...marks]) {
    if (mark.speed > 0) mark.heading += 0.1 * seconds
    mark.x += Math.sin(mark.heading) * mark.speed * seconds
    mark.z += Math.cos(mark.heading) * mark.speed * seconds
  }
  return scene
}

window.frameMs = []
const request = window.requestAnimationFrame.bind(window)
window.requestAnimationFrame = (draw) =>
  request((atMs) => {
    const startedMs = performance.now()
    draw(atMs)
    window.frameMs.push(performance.now() - startedMs)
  })
const view = createScopeView([5000, 10_000, 50_000], 10_000)
window.look = view.choose
const target = document.querySelector<HTMLElement>('#scope')
if (target) mount(Radar, { target, props: { scene: moved, view, label: 'Radar', onselect: () => undefined } })
