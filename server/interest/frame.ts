/** Frames for many readers: their WebSocket header is made once for all of them. */

/** `whole` has its WebSocket header before it; there is none beyond 64 KiB. */
export interface Frame {
  payload: Buffer
  whole: Buffer | undefined
}

/** Bytes to leave free before a payload: the longest header of a frame below 64 KiB. */
export const headerRoom = 4
const finalBinary = 0x82

/** Writes the header into the room before a payload (RFC 6455, 5.2). */
export function framed(bytes: Buffer): Frame {
  const payload = bytes.subarray(headerRoom)
  const { length } = payload
  if (length > 0xffff) return { payload, whole: undefined }
  const start = length < 126 ? 2 : 0
  bytes[start] = finalBinary
  bytes[start + 1] = Math.min(length, 126)
  if (start === 0) bytes.writeUInt16BE(length, 2)
  return { payload, whole: bytes.subarray(start) }
}
