/** Shapes of what flies, built from a few solids each; a model's bow points to −z, and it is two units long. */
import {
  AdditiveBlending,
  BoxGeometry,
  type BufferGeometry,
  CapsuleGeometry,
  CylinderGeometry,
  Group,
  IcosahedronGeometry,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  OctahedronGeometry,
  Sprite,
  SpriteMaterial,
  type Texture,
  TorusGeometry,
} from 'three'
import { glow, plating, seeded, windows } from './textures.ts'

type Paint = 'hull' | 'dark' | 'trim' | 'light'
type Place = readonly [x: number, y: number, z: number]

interface Part {
  geometry: BufferGeometry
  paint: Paint
  at: Place
  /** Turn about each axis in radians. */
  turn?: Place
  scale?: Place
}

const box = (size: Place, at: Place, paint: Paint = 'hull', turn: Place = [0, 0, 0]): Part => ({
  geometry: new BoxGeometry(...size),
  paint,
  at,
  turn,
})
/** A tapered spar along the ship: radius at the bow, at the stern, and how long. */
const spar = (bow: number, stern: number, length: number, sides: number, at: Place, paint: Paint = 'hull'): Part => ({
  geometry: new CylinderGeometry(bow, stern, length, sides),
  paint,
  at,
  turn: [-Math.PI / 2, 0, 0],
})
const noTurn: Place = [0, 0, 0]
const flat = (part: Part, scale: Place): Part => ({ ...part, scale })
const pair = (make: (side: 1 | -1) => Part): Part[] => [make(1), make(-1)]
const engine = (x: number, y: number, z: number, radius: number): Part[] => [
  spar(radius, radius * 0.86, 0.2, 12, [x, y, z], 'dark'),
  spar(radius * 0.72, radius * 0.72, 0.02, 12, [x, y, z + 0.105], 'light'),
]

const shapes: Record<string, () => Part[]> = {
  frigate: () => [
    flat(spar(0.1, 0.3, 1.5, 6, [0, 0, -0.15]), [1, 1, 0.72]),
    box([0.4, 0.16, 0.8], [0, 0.2, 0.28]),
    box([0.2, 0.13, 0.26], [0, 0.33, 0.14], 'dark'),
    box([0.05, 0.2, 0.3], [0, 0.44, 0.42], 'trim'),
    box([1.1, 0.07, 0.34], [0, -0.03, 0.38], 'dark'),
    ...pair((side) => box([0.16, 0.2, 0.95], [side * 0.58, -0.02, 0.34])),
    ...pair((side) => box([0.17, 0.05, 0.4], [side * 0.58, 0.1, 0.1], 'trim')),
    ...engine(0.17, 0, 0.72, 0.14),
    ...engine(-0.17, 0, 0.72, 0.14),
  ],
  cruiser: () => [
    flat(spar(0.14, 0.36, 1.2, 8, [0, 0, -0.35]), [1, 1, 0.6]),
    box([0.62, 0.26, 1], [0, 0.04, 0.4]),
    box([0.3, 0.16, 0.5], [0, 0.24, 0.32], 'dark'),
    box([0.16, 0.12, 0.2], [0, 0.36, 0.22]),
    ...pair((side) => box([0.5, 0.06, 0.5], [side * 0.5, 0, 0.4], 'dark', [0, 0, side * 0.12])),
    ...pair((side) => box([0.16, 0.16, 1.1], [side * 0.74, 0.04, 0.3])),
    ...pair((side) => box([0.17, 0.17, 0.16], [side * 0.74, 0.04, -0.2], 'trim')),
    ...engine(0.18, 0.04, 0.95, 0.16),
    ...engine(-0.18, 0.04, 0.95, 0.16),
    ...engine(0.74, 0.04, 0.88, 0.08),
    ...engine(-0.74, 0.04, 0.88, 0.08),
  ],
  'missile-ship': () => [
    flat(spar(0.12, 0.22, 1.7, 6, [0, 0, -0.05]), [1, 1, 0.8]),
    box([0.22, 0.14, 0.4], [0, 0.2, 0.4], 'dark'),
    ...pair((side) => box([0.34, 0.24, 0.8], [side * 0.4, 0, -0.05])),
    ...pair((side) => box([0.3, 0.2, 0.03], [side * 0.4, 0, -0.47], 'trim')),
    box([1, 0.06, 0.3], [0, 0, 0.1], 'dark'),
    ...engine(0, 0, 0.86, 0.2),
  ],
  raider: () => [
    flat(spar(0.02, 0.24, 1.6, 5, [0, 0, -0.1]), [1, 1, 0.55]),
    box([0.16, 0.12, 0.3], [0, 0.13, 0.16], 'dark'),
    ...pair((side) => box([0.85, 0.05, 0.42], [side * 0.46, -0.02, 0.36], 'hull', [0, side * 0.5, side * 0.1])),
    ...pair((side) => box([0.3, 0.06, 0.62], [side * 0.82, -0.08, 0.3], 'trim', [0, side * 0.28, 0])),
    box([0.05, 0.36, 0.4], [0, 0.2, 0.5], 'trim', [-0.5, 0, 0]),
    ...engine(0.15, 0, 0.72, 0.11),
    ...engine(-0.15, 0, 0.72, 0.11),
  ],
  station: () => [
    { geometry: new TorusGeometry(0.78, 0.1, 8, 40), paint: 'hull', at: [0, 0, 0], turn: [Math.PI / 2, 0, 0] },
    { geometry: new CylinderGeometry(0.2, 0.26, 0.9, 10), paint: 'hull', at: [0, 0.1, 0] },
    { geometry: new CylinderGeometry(0.32, 0.32, 0.16, 16), paint: 'dark', at: [0, 0.12, 0] },
    { geometry: new CylinderGeometry(0.11, 0.17, 0.5, 8), paint: 'hull', at: [0, 0.72, 0] },
    { geometry: new CylinderGeometry(0.015, 0.04, 0.5, 6), paint: 'dark', at: [0, 1.15, 0] },
    { geometry: new CylinderGeometry(0.2, 0.13, 0.42, 10), paint: 'hull', at: [0, -0.5, 0] },
    { geometry: new CylinderGeometry(0.26, 0.26, 0.07, 16), paint: 'trim', at: [0, -0.72, 0] },
    ...[0, 1, 2].map((nth) => box([1.5, 0.07, 0.12], [0, 0, 0], 'dark', [0, (nth * Math.PI) / 3, 0])),
    ...[0, 1, 2, 3].map((nth) => {
      const turn = (nth * Math.PI) / 2 + 0.4
      return box([0.3, 0.26, 0.24], [Math.cos(turn) * 0.78, 0, -Math.sin(turn) * 0.78], 'hull', [0, turn, 0])
    }),
  ],
  torpedo: () => [
    { geometry: new CapsuleGeometry(0.16, 0.9, 4, 8), paint: 'hull', at: [0, 0, 0], turn: [Math.PI / 2, 0, 0] },
    ...engine(0, 0, 0.62, 0.14),
  ],
  probe: () => [{ geometry: new OctahedronGeometry(0.6), paint: 'hull', at: [0, 0, 0] }],
}

const trims: Record<string, string> = { union: '#5f95d8', corsairs: '#d9583f', guild: '#d9c48f' }

/** One set of paints a side. A side that nobody knows has bare metal. */
export function createModels() {
  const [map, emissiveMap, light] = [plating(), windows(), glow()]
  const paints = new Map<string, Record<Paint, MeshStandardMaterial | MeshBasicMaterial>>()
  const parts = new Map<string, Part[]>()
  const metal = { map, roughness: 0.72, metalness: 0.25, flatShading: true }
  const lit = { emissive: '#ffffff', emissiveMap, emissiveIntensity: 0.9 }

  function paintsOf(faction: string) {
    let set = paints.get(faction)
    if (!set) {
      set = {
        hull: new MeshStandardMaterial({ ...metal, ...lit, color: faction === 'corsairs' ? '#b0a198' : '#b9b8b2' }),
        dark: new MeshStandardMaterial({ ...metal, ...lit, color: '#5c6064' }),
        trim: new MeshStandardMaterial({ ...metal, color: trims[faction] ?? '#8d9794' }),
        light: new MeshBasicMaterial({ color: '#dff0ff' }),
      }
      paints.set(faction, set)
    }
    return set
  }

  function build(shape: string, faction: string): Group {
    const make = shapes[shape] ?? shapes.raider!
    const known = parts.get(shape) ?? make()
    parts.set(shape, known)
    const set = paintsOf(faction)
    const group = new Group()
    for (const { geometry, paint, at, turn = noTurn, scale } of known) {
      const mesh = new Mesh(geometry, set[paint])
      mesh.position.set(...at)
      mesh.rotation.set(...turn)
      if (scale) mesh.scale.set(...scale)
      group.add(mesh)
    }
    return group
  }

  /** A rock with a face of its own. */
  function rock(id: number): Group {
    const geometry = new IcosahedronGeometry(1, 1)
    const random = seeded(id * 97)
    const places = geometry.getAttribute('position')
    const dents = new Map<string, number>()
    for (let index = 0; index < places.count; index++) {
      const key = [places.getX(index), places.getY(index), places.getZ(index)].map((v) => v.toFixed(2)).join()
      const dent = dents.get(key) ?? 0.72 + random() * 0.5
      dents.set(key, dent)
      places.setXYZ(index, places.getX(index) * dent, places.getY(index) * dent * 0.8, places.getZ(index) * dent)
    }
    geometry.computeVertexNormals()
    const paint = new MeshStandardMaterial({ color: '#6b655d', roughness: 1, flatShading: true })
    return new Group().add(new Mesh(geometry, paint))
  }

  /** Light astern, as bright as the ship is fast. */
  function flame(at: Place, size: number): Sprite {
    const sprite = new Sprite(
      new SpriteMaterial({
        map: light,
        color: '#bfe0ff',
        blending: AdditiveBlending,
        depthWrite: false,
        transparent: true,
      }),
    )
    sprite.position.set(...at)
    sprite.scale.setScalar(size)
    return sprite
  }

  return { build, rock, flame, light: light as Texture }
}
