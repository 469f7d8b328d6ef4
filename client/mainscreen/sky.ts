/** The sky: stars, dust, a sun that lights all, a planet to tell where one looks. It goes along with the ship. */
import {
  AdditiveBlending,
  AmbientLight,
  BackSide,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Points,
  PointsMaterial,
  ShaderMaterial,
  SphereGeometry,
  Sprite,
  SpriteMaterial,
  type Texture,
  Vector3,
} from 'three'
import { dust, seeded, world } from './textures.ts'

/** A little light from where one looks: without it, what stands before the sun would be black. */
export const headLight = 'head light'
const far = 24_000
const starCount = 1700
/** Bearings in radians of the sun and the planet. */
const sunAt = 5.75
const planetAt = 0.75

const toward = (bearing: number, height: number): Vector3 =>
  new Vector3(Math.sin(bearing), height, -Math.cos(bearing)).normalize()

function stars(): Points {
  const random = seeded(3)
  const places = new Float32Array(starCount * 3)
  const colours = new Float32Array(starCount * 3)
  for (let index = 0; index < starCount; index++) {
    const turn = random() * Math.PI * 2
    // Even over the sphere, a little denser toward the plane of the dust.
    const height = (random() * 2 - 1) * (random() > 0.5 ? 1 : 0.4)
    const flat = Math.sqrt(1 - height * height)
    places.set([Math.sin(turn) * flat * far, height * far, Math.cos(turn) * flat * far], index * 3)
    const light = 0.25 + random() ** 4 * 0.75
    const warm = random()
    colours.set([light, light * (0.88 + warm * 0.1), light * (0.78 + (1 - warm) * 0.25)], index * 3)
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(places, 3))
  geometry.setAttribute('color', new BufferAttribute(colours, 3))
  return new Points(geometry, new PointsMaterial({ size: 2, sizeAttenuation: false, vertexColors: true, fog: false }))
}

/** A rim of air that the light catches. */
const air = (): ShaderMaterial =>
  new ShaderMaterial({
    uniforms: { tone: { value: new Color('#7fb9cf') }, sun: { value: toward(sunAt, 0.35) } },
    vertexShader: `
      varying vec3 normalView; varying vec3 normalWorld; varying vec3 toEye;
      void main() {
        vec4 place = modelViewMatrix * vec4(position, 1.0);
        normalView = normalize(normalMatrix * normal);
        normalWorld = normalize(mat3(modelMatrix) * normal);
        toEye = normalize(-place.xyz);
        gl_Position = projectionMatrix * place;
      }`,
    fragmentShader: `
      uniform vec3 tone; uniform vec3 sun;
      varying vec3 normalView; varying vec3 normalWorld; varying vec3 toEye;
      void main() {
        float deep = clamp(-dot(normalView, toEye) * 2.6, 0.0, 1.0);
        float day = clamp(dot(normalWorld, sun) * 0.8 + 0.55, 0.08, 1.0);
        gl_FragColor = vec4(tone * pow(deep, 4.0) * day * 0.85, 1.0);
      }`,
    side: BackSide,
    blending: AdditiveBlending,
    transparent: true,
    depthWrite: false,
  })

function planet(): Group {
  const group = new Group()
  const radius = 7600
  const globe = new Mesh(new SphereGeometry(radius, 96, 64), new MeshStandardMaterial({ map: world(), roughness: 1 }))
  globe.rotation.set(0.55, 2.4, 0.3)
  const rim = new Mesh(new SphereGeometry(radius * 1.08, 96, 64), air())
  group.add(globe, rim)
  group.position.copy(toward(planetAt, -0.36)).multiplyScalar(16_500)
  return group
}

export function createSky(glow: Texture): Group {
  const sky = new Group()
  const shell = new Mesh(
    new SphereGeometry(far * 1.1, 48, 32),
    new MeshBasicMaterial({ map: dust(), side: BackSide, depthWrite: false, toneMapped: false }),
  )
  shell.renderOrder = -2
  const sunSprite = new Sprite(
    new SpriteMaterial({
      map: glow,
      color: '#fff1da',
      blending: AdditiveBlending,
      depthWrite: false,
      transparent: true,
    }),
  )
  sunSprite.position.copy(toward(sunAt, 0.2)).multiplyScalar(far * 0.9)
  sunSprite.scale.setScalar(3000)
  const light = new DirectionalLight('#fff1dc', 2.6)
  light.position.copy(toward(sunAt, 0.35))
  const fill = new DirectionalLight('#7f98a8', 0.5)
  fill.position.copy(toward(planetAt + 0.6, -0.2))
  const lamp = new DirectionalLight('#cfd8e0', 1.3)
  lamp.name = headLight
  sky.add(lamp, shell, stars(), sunSprite, planet(), light, fill, new AmbientLight('#98a0aa', 1))
  return sky
}
