// Where the bytes of a bundle's ZIP come from.

/** A ZIP, read piece by piece. */
export interface Source {
  /** In bytes. */
  readonly size: number;
  /** At most `length` bytes from `offset` on, at once; throws when they cannot be had. */
  read(offset: number, length: number): Uint8Array;
}

/** The bytes of a ZIP. */
export function fromBytes(bytes: Uint8Array): Source {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** The files of a bundle that is no ZIP, by their names: `freeze.json`, `roster.bin`, … They are not copied twice. */
export function fromFiles(files: Readonly<Record<string, Uint8Array>>): Source {
  const members: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [file, content] of Object.entries(files)) {
    const name = new TextEncoder().encode(file);
    // Stored as it is: version 2.0, names in UTF-8.
    const facts = numbers([2, 20], [2, 0x800], [2, 0], [4, 0], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length]);
    const entry = numbers([4, 0x02014b50], [2, 20]);
    directory.push(entry, facts, numbers([4, 0], [4, 0], [4, 0], [4, offset]), name);
    const parts = [numbers([4, 0x04034b50]), facts, numbers([2, 0]), name, content];
    members.push(...parts);
    offset += parts.reduce((sum, part) => sum + part.length, 0);
  }
  const count = Object.keys(files).length;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return fromBytes(joined([...members, ...directory, end]));
}

/** Little-endian numbers, each of so many bytes. */
function numbers(...list: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(list.reduce((sum, [bytes]) => sum + bytes, 0)));
  let offset = 0;
  for (const [bytes, value] of list) {
    if (bytes === 2) view.setUint16(offset, value, true);
    else view.setUint32(offset, value, true);
    offset += bytes;
  }
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});

function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ (REMAINDERS[(remainder ^ byte) & 0xff] ?? 0);
  return ~remainder >>> 0;
}
