/** A file that grows. */
export class Content {
  #bytes: Buffer
  #size: number

  constructor(start: Buffer) {
    this.#bytes = Buffer.from(start)
    this.#size = start.byteLength
  }

  write(offset: number, data: Buffer): void {
    const end = offset + data.byteLength
    if (end > this.#bytes.byteLength)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(end - this.#bytes.byteLength, this.#bytes.byteLength))])
    data.copy(this.#bytes, offset)
    this.#size = Math.max(this.#size, end)
  }

  cut(size: number): void {
    const bytes = Buffer.alloc(size)
    this.#bytes.copy(bytes, 0, 0, Math.min(size, this.#size))
    this.#bytes = bytes
    this.#size = size
  }

  whole(): Buffer {
    return this.#bytes.subarray(0, this.#size)
  }
}
