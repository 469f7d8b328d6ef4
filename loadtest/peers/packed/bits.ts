/** Figures as bits: one way to say them serves writer and reader, so that both ends run the same code. */

export interface Coder {
  /** A whole number from 0 in `count` bits, at most 31. Returns what was written or read; a reader's argument counts for nothing. */
  bits(value: number, count: number): number
  /** A whole number from 0, small ones in few bits: Exp-Golomb of order `k`, below 2³⁰. */
  golomb(value: number, k: number): number
  /** A signed one, 0 in a single bit. */
  signed(value: number, k: number): number
  /** At most 255 bytes of Latin text. */
  text(value: string): string
}

abstract class Symbols implements Coder {
  abstract bits(value: number, count: number): number

  golomb(value: number, k: number): number {
    const shifted = value + 2 ** k
    let extra = 0
    const width = 31 - Math.clz32(shifted)
    // As many ones as the number is wider than `k` bits, then a zero.
    while (this.bits(extra < width - k ? 1 : 0, 1) === 1) extra++
    return 2 ** (extra + k) + this.bits(shifted - 2 ** (extra + k), extra + k) - 2 ** k
  }

  signed(value: number, k: number): number {
    if (this.bits(value === 0 ? 0 : 1, 1) === 0) return 0
    const isBelow = this.bits(value < 0 ? 1 : 0, 1) === 1
    const size = this.golomb(Math.abs(value) - 1, k) + 1
    return isBelow ? -size : size
  }

  text(value: string): string {
    const length = this.bits(value.length, 8)
    return String.fromCharCode(...Array.from({ length }, (_, index) => this.bits(value.charCodeAt(index), 8)))
  }
}

export class BitWriter extends Symbols {
  private readonly bytes = new Uint8Array(16_384)
  private length = 0
  private pending = 0
  private held = 0

  bits(value: number, count: number): number {
    for (let left = count - 1; left >= 0; left--) {
      this.pending = (this.pending << 1) | ((value >>> left) & 1)
      if (++this.held === 8) this.flush()
    }
    return value
  }

  private flush(): void {
    this.bytes[this.length++] = this.pending << (8 - this.held)
    this.pending = 0
    this.held = 0
  }

  /** The frame so far; the next one begins. */
  take(): Uint8Array {
    if (this.held > 0) this.flush()
    const frame = this.bytes.slice(0, this.length)
    this.length = 0
    return frame
  }
}

export class BitReader extends Symbols {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    super()
    this.bytes = bytes
  }

  bits(_: number, count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      value = (value << 1) | ((this.bytes[this.at >> 3]! >> (7 - (this.at & 7))) & 1)
      this.at++
    }
    return value
  }
}
