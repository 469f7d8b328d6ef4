/** Pictures that the main screen's things wear, painted once when it opens: plating, windows, clouds, a planet, light. */
import { CanvasTexture, RepeatWrapping, SRGBColorSpace } from 'three'

type Pen = CanvasRenderingContext2D

/** The same numbers each time, so that the sky keeps its face. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x1_0000_0000
  }
}

/** Smooth noise 0–1 in space, in several octaves: random values at the corners of a grid, blended between them. */
function makeNoise(seed: number): (x: number, y: number, z: number, octaves: number) => number {
  const random = seeded(seed)
  const values = Float32Array.from({ length: 4096 }, random)
  const at = (x: number, y: number, z: number) =>
    values[(Math.imul(x, 73_856_093) ^ Math.imul(y, 19_349_663) ^ Math.imul(z, 83_492_791)) & 4095]!
  const ease = (t: number) => t * t * (3 - 2 * t)
  const blend = (a: number, b: number, share: number) => a + (b - a) * share
  const once = (x: number, y: number, z: number) => {
    const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)]
    const [u, v, w] = [ease(x - i), ease(y - j), ease(z - k)]
    const low = blend(blend(at(i, j, k), at(i + 1, j, k), u), blend(at(i, j + 1, k), at(i + 1, j + 1, k), u), v)
    const high = blend(
      blend(at(i, j, k + 1), at(i + 1, j, k + 1), u),
      blend(at(i, j + 1, k + 1), at(i + 1, j + 1, k + 1), u),
      v,
    )
    return blend(low, high, w)
  }
  return (x, y, z, octaves) => {
    let [sum, share, scale] = [0, 0.5, 1]
    for (let octave = 0; octave < octaves; octave++) {
      sum += once(x * scale + octave * 17, y * scale, z * scale) * share
      share /= 2
      scale *= 2.03
    }
    return sum / (1 - 2 * share + share)
  }
}

function paint(width: number, height: number, draw: (pen: Pen) => void): CanvasTexture {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (pen) draw(pen)
  const texture = new CanvasTexture(canvas)
  texture.colorSpace = SRGBColorSpace
  return texture
}

/** Panels in slightly different greys, with seams; the paint on it comes from the material's colour. */
export const plating = (): CanvasTexture => {
  const texture = paint(256, 256, (pen) => {
    const random = seeded(11)
    pen.fillStyle = '#b4b1aa'
    pen.fillRect(0, 0, 256, 256)
    for (let index = 0; index < 150; index++) {
      const grey = 130 + Math.floor(random() * 90)
      pen.fillStyle = `rgb(${grey} ${grey - 2} ${grey - 6})`
      const [x, y] = [Math.floor(random() * 32) * 8, Math.floor(random() * 32) * 8]
      pen.fillRect(x, y, 8 + Math.floor(random() * 5) * 8, 8 + Math.floor(random() * 3) * 8)
    }
    pen.strokeStyle = 'rgb(40 42 44 / 0.5)'
    pen.beginPath()
    for (let line = 0; line <= 256; line += 32) {
      pen.moveTo(line + 0.5, 0)
      pen.lineTo(line + 0.5, 256)
      pen.moveTo(0, line + 0.5)
      pen.lineTo(256, line + 0.5)
    }
    pen.stroke()
  })
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  return texture
}

/** Lit windows on black. */
export const windows = (): CanvasTexture => {
  const texture = paint(256, 256, (pen) => {
    const random = seeded(23)
    pen.fillStyle = '#000'
    pen.fillRect(0, 0, 256, 256)
    for (let row = 12; row < 256; row += 22) {
      for (let x = 4; x < 256; x += 7) {
        if (random() > 0.3) continue
        pen.fillStyle = random() > 0.25 ? '#ffe9c0' : '#bcd8ff'
        pen.fillRect(x, row, 3, 2)
      }
    }
  })
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  return texture
}

/** A soft round light. */
export const glow = (): CanvasTexture =>
  paint(128, 128, (pen) => {
    const light = pen.createRadialGradient(64, 64, 0, 64, 64, 64)
    light.addColorStop(0, 'rgb(255 255 255 / 1)')
    light.addColorStop(0.22, 'rgb(255 255 255 / 0.75)')
    light.addColorStop(0.5, 'rgb(255 255 255 / 0.18)')
    light.addColorStop(1, 'rgb(255 255 255 / 0)')
    pen.fillStyle = light
    pen.fillRect(0, 0, 128, 128)
  })

type Colour = readonly [red: number, green: number, blue: number]

const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]
const smooth = (from: number, to: number, value: number): number => {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Paints a sphere from what stands in each direction, so that it has neither seam nor poles. */
function paintSphere(width: number, colourAt: (x: number, y: number, z: number) => Colour): CanvasTexture {
  const height = width / 2
  return paint(width, height, (pen) => {
    const picture = pen.createImageData(width, height)
    for (let row = 0; row < height; row++) {
      const polar = (row / height) * Math.PI
      const [ring, y] = [Math.sin(polar), Math.cos(polar)]
      for (let column = 0; column < width; column++) {
        const turn = (column / width) * Math.PI * 2
        const colour = colourAt(Math.cos(turn) * ring, y, Math.sin(turn) * ring)
        const at = (row * width + column) * 4
        // A grain of noise: eight bits alone would show as bands in the dark.
        const grain = Math.random() - 0.5
        for (let part = 0; part < 3; part++) picture.data[at + part] = (colour[part] ?? 0) + grain
        picture.data[at + 3] = 255
      }
    }
    pen.putImageData(picture, 0, 0)
  })
}

/** Dust between the stars, all round. */
export function dust(): CanvasTexture {
  const noise = makeNoise(5)
  const [night, warm, rose, cold]: Colour[] = [
    [9, 10, 13],
    [62, 54, 50],
    [84, 50, 46],
    [40, 50, 60],
  ]
  return paintSphere(512, (x, y, z) => {
    const veil = smooth(0.42, 0.85, noise(x * 1.7, y * 2.6, z * 1.7, 5)) * (1 - 0.5 * Math.abs(y))
    const tone = noise(x * 1.1 + 9, y * 1.1, z * 1.1, 3)
    const colour = mix(mix(cold!, warm!, smooth(0.35, 0.55, tone)), rose!, smooth(0.55, 0.75, tone))
    const lane = 1 - 0.65 * smooth(0.52, 0.7, noise(x * 4 + 3, y * 6, z * 4, 4))
    return mix(night!, colour, veil * lane)
  })
}

/** Seas, land and weather. */
export function world(): CanvasTexture {
  const noise = makeNoise(77)
  const [deep, shallow, soil, wood, cloud]: Colour[] = [
    [30, 78, 104],
    [62, 126, 142],
    [150, 126, 92],
    [92, 106, 74],
    [240, 244, 246],
  ]
  return paintSphere(640, (x, y, z) => {
    const height = noise(x * 2.2, y * 2.2, z * 2.2, 5)
    const sea = mix(deep!, shallow!, smooth(0.4, 0.54, height))
    const land = mix(soil!, wood!, smooth(0.4, 0.6, noise(x * 5 + 7, y * 5, z * 5, 3)))
    const ground = mix(sea, land, smooth(0.54, 0.56, height))
    const bend = noise(x * 2 + 20, y * 2, z * 2, 2) * 1.6
    const weather = smooth(0.5, 0.72, noise(x * 3 + bend, y * 6 + bend, z * 3 + 40, 5))
    return mix(mix(ground, cloud!, smooth(0.9, 0.98, Math.abs(y))), cloud!, weather * 0.92)
  })
}
