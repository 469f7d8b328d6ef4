/** The main screen's third dimension: puts the sector's things before a camera that stands on the ship. */
import {
  ACESFilmicToneMapping,
  AdditiveBlending,
  CylinderGeometry,
  type Group,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PerspectiveCamera,
  Quaternion,
  Scene,
  type Sprite,
  Vector3,
  WebGLRenderer,
} from 'three'
import type { Motion, RadarEffect } from '../radar/marks.ts'
import { createModels } from './models.ts'
import { createSky, headLight } from './sky.ts'
import { type Body, beamMs, blastMs, drawnDistance, fieldOfView, heightOf, modelOf, type Seen } from './view.ts'

export interface Frame {
  own: Motion
  /** Where the camera looks, in radians. */
  bearing: number
  bodies: readonly Body[]
  effects: readonly (RadarEffect & { from: number; to: number })[]
  nowMs: number
}

interface Actor {
  key: string
  group: Group
  flames: Sprite[]
}

const eyeHeight = 26
const maxBeams = 12
const tilt = 0.34
const upward = new Vector3(0, 1, 0)

export function createStage(canvas: HTMLCanvasElement) {
  const renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: 'low-power' })
  renderer.toneMapping = ACESFilmicToneMapping
  renderer.toneMappingExposure = 1.05
  const scene = new Scene()
  const camera = new PerspectiveCamera(45, 1, 4, 60_000)
  const models = createModels()
  const sky = createSky(models.light)
  scene.add(sky)
  const lamp = sky.getObjectByName(headLight)
  const actors = new Map<number, Actor>()
  const beams = Array.from({ length: maxBeams }, () => beam(scene))
  const blasts = Array.from({ length: maxBeams }, () => {
    const sprite = models.flame([0, 0, 0], 1)
    sprite.visible = false
    scene.add(sprite)
    return sprite
  })
  const point = new Vector3()
  const acrossView = new Vector3()
  const yaw = new Quaternion()
  let size = { width: 1, height: 1 }
  let mostRatio = 1.5

  function actorOf(body: Body): Actor {
    const shape = modelOf(body)
    const key = `${shape} ${body.faction}`
    const known = actors.get(body.id)
    if (known?.key === key) return known
    if (known) scene.remove(known.group)
    const group = shape === 'rock' ? models.rock(body.id) : models.build(shape, body.faction)
    const flames =
      shape === 'rock' || shape === 'station' ? [] : [0.16, -0.16].map((x) => models.flame([x, 0, 0.86], 0.3))
    for (const flame of flames) group.add(flame)
    scene.add(group)
    const actor = { key, group, flames }
    actors.set(body.id, actor)
    return actor
  }

  /** Puts a body where it is seen: what is far stands nearer and smaller, so that the depth of the picture suffices. */
  function place(body: Body, own: Motion): { away: number; scale: number } {
    const [dx, dz] = [body.x - own.x, body.z - own.z]
    const away = Math.max(1, Math.hypot(dx, dz))
    const drawn = drawnDistance(away)
    const share = drawn / away
    // Never smaller than some pixels: what is there must be seen.
    const grown = body.size * (body.kind === 'station' || body.kind === 'asteroid' ? 1.3 : 2.2)
    const radius = Math.max(grown * share, drawn * (body.kind === 'torpedo' ? 0.005 : 0.019))
    const { group, flames } = actorOf(body)
    group.position.set(dx * share, (heightOf(body) - eyeHeight) * share, -dz * share)
    // Tilted toward the eye: from within their plane all ships would be lines.
    group.quaternion.setFromAxisAngle(acrossView, tilt).multiply(yaw.setFromAxisAngle(upward, -body.heading))
    if (body.kind === 'wreck') group.rotateZ(0.9)
    group.scale.setScalar(radius)
    const burn = body.kind === 'wreck' ? 0 : Math.min(1, Math.abs(body.speed) / 70)
    for (const flame of flames) {
      flame.visible = burn > 0.05
      flame.scale.setScalar(0.14 + burn * (body.kind === 'torpedo' ? 0.8 : 0.24))
    }
    return { away, scale: radius }
  }

  function see(object: Object3D, id: number, away: number, radius: number): Seen {
    point.copy(object.position).applyMatrix4(camera.matrixWorldInverse)
    const depth = -point.z
    const across = ((radius / Math.max(1, depth)) * size.height) / (2 * Math.tan((camera.fov * Math.PI) / 360))
    point.copy(object.position).project(camera)
    const x = ((point.x + 1) / 2) * size.width
    const y = ((1 - point.y) / 2) * size.height
    return { id, x, y, radius: across, away, isAhead: depth > 1 }
  }

  function stretch(mesh: Mesh, from: Vector3, to: Vector3, thick: number): void {
    mesh.position.copy(from).add(to).multiplyScalar(0.5)
    mesh.scale.set(thick, from.distanceTo(to), thick)
    mesh.quaternion.setFromUnitVectors(new Vector3(0, 1, 0), to.clone().sub(from).normalize())
  }

  const spot = (id: number, x: number, z: number, own: Motion): Vector3 => {
    const actor = actors.get(id)
    if (actor) return actor.group.position.clone()
    const [dx, dz] = [x - own.x, z - own.z]
    const away = Math.max(1, Math.hypot(dx, dz))
    const share = drawnDistance(away) / away
    // The own ship's emitters sit beneath the eye.
    return new Vector3(dx * share, away < 80 ? -eyeHeight - 14 : 0, -dz * share)
  }

  function showEffects({ effects, own, nowMs }: Frame): void {
    let [beamCount, blastCount] = [0, 0]
    for (const mesh of beams) mesh.visible = false
    for (const sprite of blasts) sprite.visible = false
    for (const effect of effects) {
      const age = (nowMs - effect.atMs) / (effect.kind === 'beam' ? beamMs : blastMs)
      if (age < 0 || age > 1) continue
      if (effect.kind === 'beam' && beamCount < maxBeams) {
        const mesh = beams[beamCount++]!
        const to = spot(effect.to, effect.toX, effect.toZ, own)
        stretch(mesh, spot(effect.from, effect.x, effect.z, own), to, 1.2 + to.length() * 0.0012)
        mesh.visible = true
        const paint = mesh.material as MeshBasicMaterial
        paint.color.set(effect.isHostile ? '#ff8468' : '#f2ebdc')
        paint.opacity = 1 - age
      }
      if (effect.kind !== 'beam' && blastCount < maxBeams) {
        const sprite = blasts[blastCount++]!
        sprite.position.copy(spot(effect.to, effect.x, effect.z, own))
        const reach = effect.kind === 'hit' ? 90 : Math.max(160, effect.radius * 2.2)
        sprite.scale.setScalar(Math.max(reach, sprite.position.length() * 0.05) * (0.4 + Math.sqrt(age)))
        sprite.visible = true
        sprite.material.color.set(effect.kind === 'hit' ? '#ffd9b0' : '#ffb27a')
        sprite.material.opacity = 1 - age
      }
    }
  }

  return {
    /** For machines that cannot keep up: fewer pixels. */
    coarsen(): void {
      mostRatio = 0.6
      this.resize(size.width, size.height)
    },
    resize(width: number, height: number): void {
      size = { width, height }
      renderer.setPixelRatio(Math.min(mostRatio, devicePixelRatio || 1))
      renderer.setSize(width, height, false)
      camera.aspect = width / height
      // The tape above measures across: that angle stays whatever the shape of the screen.
      camera.fov = (Math.atan(Math.tan(fieldOfView / 2) / camera.aspect) * 360) / Math.PI
      camera.updateProjectionMatrix()
    },
    /** Draws one frame; tells where each body stands on the screen. */
    draw(frame: Frame): Seen[] {
      camera.rotation.y = -frame.bearing
      camera.updateMatrixWorld()
      lamp?.position.set(-Math.sin(frame.bearing), 0.6, Math.cos(frame.bearing))
      acrossView.set(Math.cos(frame.bearing), 0, Math.sin(frame.bearing))
      const there = new Set(frame.bodies.map((body) => body.id))
      for (const [id, actor] of actors) {
        if (there.has(id)) continue
        scene.remove(actor.group)
        actors.delete(id)
      }
      const seen = frame.bodies.map((body) => {
        const { away, scale } = place(body, frame.own)
        return see(actorOf(body).group, body.id, away, scale)
      })
      showEffects(frame)
      renderer.render(scene, camera)
      return seen
    },
    dispose(): void {
      scene.traverse((object) => {
        if (object instanceof Mesh) object.geometry.dispose()
      })
      renderer.dispose()
      renderer.forceContextLoss()
    },
  }
}
export type Stage = ReturnType<typeof createStage>

function beam(scene: Scene): Mesh {
  const paint = new MeshBasicMaterial({ transparent: true, blending: AdditiveBlending, depthWrite: false })
  const mesh = new Mesh(new CylinderGeometry(1, 1, 1, 6, 1, true), paint)
  mesh.visible = false
  scene.add(mesh)
  return mesh
}
