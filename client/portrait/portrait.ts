/** Portraits as lists of coloured shapes, from chosen parts or from a player's id. */
import type { Avatar, AvatarPart, avatarParts } from '../../schema/accounts.ts'
import type { Cut, Tone } from './cut.ts'
import { hairs } from './hairs.ts'
import { backgrounds, hairColours, skins, uniformColours } from './palette.ts'
import { extras, faces, uniforms } from './parts.ts'

/** A path of the drawing; stroked when it has a width, and filled otherwise. */
export interface Shape {
  d: string
  colour: string
  width?: number
  opacity?: number
  isMirrored?: boolean
}

/** How many variants each part has; the parts' types hold them to the wire's, whose shapes need not be loaded to draw. */
export const variants = {
  face: faces.length,
  hair: hairs.length,
  uniform: uniforms.length,
  extra: extras.length,
  skin: skins.length,
  hairColour: hairColours.length,
  uniformColour: uniformColours.length,
  background: backgrounds.length,
} satisfies typeof avatarParts

export const partNames = Object.keys(variants) as AvatarPart[]

/** The shapes of a portrait in the order of drawing, on a square of 64. */
export function drawPortrait(avatar: Avatar): Shape[] {
  const pick = <Variant>(variants: readonly Variant[], index: number): Variant =>
    (variants[index] ?? variants[0]) as Variant
  const [face, hair, extra] = [pick(faces, avatar.face), pick(hairs, avatar.hair), pick(extras, avatar.extra)]
  const [skin, hairColour] = [pick(skins, avatar.skin), pick(hairColours, avatar.hairColour)]
  const [cloth, ground] = [pick(uniformColours, avatar.uniformColour), pick(backgrounds, avatar.background)]
  const tones: Record<Tone, string> = {
    skin: skin.light,
    skinShade: skin.shade,
    hair: hairColour.light,
    hairShade: hairColour.shade,
    cloth: cloth.light,
    clothShade: cloth.shade,
    ink: '#0f1417',
    ivory: '#f2ebdc',
    steel: '#7b919a',
  }
  const paint = ({ tone, ...cut }: Cut): Shape => ({ ...cut, colour: tones[tone] })
  const ear = 'M42.5 25.5C45.5 24.5 46.3 27.5 45.6 30C45 32.5 43.5 33.8 42 33Z'
  return [
    { d: 'M0 0H64V64H0Z', colour: ground.field },
    { d: ground.d, colour: ground.charge },
    ...hair.back.map(paint),
    ...pick(uniforms, avatar.uniform).map(paint),
    { d: 'M26.8 37V46C26.8 51 37.2 51 37.2 46V37Z', colour: skin.shade },
    { d: ear, colour: skin.shade },
    { d: ear, colour: skin.light, isMirrored: true },
    { d: face.half, colour: skin.light, isMirrored: true },
    // A hair's breadth over the seam, so that no field shines through.
    { d: 'M31.5 12.6H32.5V42H31.5Z', colour: skin.light },
    { d: face.half, colour: skin.shade },
    ...[...face.features, ...extra.under, ...hair.front, ...extra.over].map(paint),
  ]
}

/** A number stream that depends on nothing but the text: FNV-1a, then xorshift. */
function drawFrom(text: string): () => number {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  state ||= 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

function assemble(draw: () => number): Avatar {
  const avatar = {} as Avatar
  for (const part of partNames) avatar[part] = Math.floor(draw() * variants[part])
  // Most people wear nothing special, so that what is special is.
  if (draw() < 0.5) avatar.extra = 0
  // Red-brown hair on brown skin reads as none.
  if (avatar.skin >= 3 && (avatar.hairColour === 2 || avatar.hairColour === 3)) avatar.hairColour = 0
  return avatar
}

/** The portrait of somebody who has made none: always the same for the same player. */
export const defaultAvatar = (playerId: string): Avatar => assemble(drawFrom(playerId))

export const randomAvatar = (): Avatar => assemble(Math.random)
