/** Colyseus's messages by hand: a first byte, the type as MessagePack text, then the payload. */
import { pack } from 'msgpackr'

export const protocol = { joined: 10, left: 12, data: 13 }

/** A message of a short type, at most 31 bytes. */
export function packText(type: string, payload: unknown): Buffer {
  const name = Buffer.from(type)
  return Buffer.concat([Uint8Array.of(protocol.data, 0xa0 | name.length), name, pack(payload)])
}

/** The type of a message, and where its payload begins. */
export function unpackText(bytes: Uint8Array): { name: string; end: number } {
  // A short text: its length in the lower five bits, as MessagePack writes it.
  const end = 2 + ((bytes[1] ?? 0) & 31)
  return { name: new TextDecoder().decode(bytes.subarray(2, end)), end }
}
