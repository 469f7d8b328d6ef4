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

function blot(pen: Pen, x: number, y: number, radius: number, colour: string, alpha: number): void {
  for (const across of [x - 1024, x, x + 1024]) {
    const light = pen.createRadialGradient(across, y, 0, across, y, radius)
    light.addColorStop(0, `rgb(${colour} / ${alpha})`)
    light.addColorStop(1, `rgb(${colour} / 0)`)
    pen.fillStyle = light
    pen.fillRect(across - radius, y - radius, radius * 2, radius * 2)
  }
}

/** Dust between the stars, all round. */
export const dust = (): CanvasTexture =>
  paint(1024, 512, (pen) => {
    const random = seeded(5)
    pen.fillStyle = '#08090b'
    pen.fillRect(0, 0, 1024, 512)
    const colours = ['74 66 62', '58 54 66', '92 62 56', '46 60 66']
    for (let index = 0; index < 170; index++) {
      const y = 256 + (random() + random() + random() - 1.5) * 260
      const colour = colours[Math.floor(random() * colours.length)] ?? colours[0]!
      blot(pen, random() * 1024, y, 30 + random() * 150, colour, 0.03 + random() * 0.09)
    }
    for (let index = 0; index < 60; index++) {
      blot(pen, random() * 1024, 256 + (random() - 0.5) * 300, 20 + random() * 70, '6 7 9', 0.25)
    }
  })

/** Seas, land and weather. */
export const world = (): CanvasTexture =>
  paint(1024, 512, (pen) => {
    const random = seeded(77)
    const sea = pen.createLinearGradient(0, 0, 0, 512)
    sea.addColorStop(0, '#7fa3ad')
    sea.addColorStop(0.25, '#3f7b90')
    sea.addColorStop(0.5, '#2f6c86')
    sea.addColorStop(0.8, '#3f7b90')
    sea.addColorStop(1, '#8fb0b6')
    pen.fillStyle = sea
    pen.fillRect(0, 0, 1024, 512)
    for (let land = 0; land < 9; land++) {
      let [x, y] = [random() * 1024, 110 + random() * 290]
      for (let step = 0; step < 30; step++) {
        blot(pen, x, y, 12 + random() * 34, random() > 0.4 ? '122 112 86' : '92 108 82', 0.55)
        x += (random() - 0.5) * 60
        y += (random() - 0.5) * 40
      }
    }
    for (let front = 0; front < 46; front++) {
      let [x, y] = [random() * 1024, random() * 512]
      const bend = (random() - 0.5) * 5
      for (let step = 0; step < 26; step++) {
        blot(pen, x, y, 5 + random() * 22, '236 240 240', 0.1 + random() * 0.14)
        x += 9 + random() * 8
        y += bend + (random() - 0.5) * 9
      }
    }
  })
