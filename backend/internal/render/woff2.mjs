// Unpacks WOFF2 fonts (W3C Recommendation "WOFF File Format 2.0") into the TrueType form the compiler reads, so that
// letters can use the typeface that the browser already gets. Joined with worker.mjs by worker.go.
import { brotliDecompressSync } from "node:zlib";

const KNOWN_TAGS = (
  "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH " +
  "PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc " +
  "feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill"
)
  .split(" ")
  .map((t) => t.replace("_", " "));

// Reader reads big-endian numbers one after the other.
class Reader {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }
  u8() {
    return this.buffer[this.at++];
  }
  u16() {
    this.at += 2;
    return this.buffer.readUInt16BE(this.at - 2);
  }
  i16() {
    this.at += 2;
    return this.buffer.readInt16BE(this.at - 2);
  }
  u32() {
    this.at += 4;
    return this.buffer.readUInt32BE(this.at - 4);
  }
  take(n) {
    this.at += n;
    return this.buffer.subarray(this.at - n, this.at);
  }
  // 255UInt16
  packed16() {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    return code === 255 ? this.u8() + 253 : code;
  }
  // UIntBase128
  packed32() {
    for (let value = 0, i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new Error("woff2: number too long");
  }
}

const int16s = (values) => {
  const out = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) out.writeUInt16BE(value & 0xffff, i * 2);
  return out;
};

// nextPoint decodes one coordinate pair, relative to the point before (section 5.2, triplet encoding).
function nextPoint(flag, data) {
  const sign = (bit, value) => (bit & 1 ? value : -value);
  const f = flag & 127;
  if (f < 10) return [0, sign(f, ((f & 14) << 7) + data.u8())];
  if (f < 20) return [sign(f, (((f - 10) & 14) << 7) + data.u8()), 0];
  const b = data.u8();
  if (f < 84) return [sign(f, 1 + ((f - 20) & 0x30) + (b >> 4)), sign(f >> 1, 1 + (((f - 20) & 0x0c) << 2) + (b & 15))];
  const c = data.u8();
  if (f < 120) {
    return [sign(f, 1 + (Math.floor((f - 84) / 12) << 8) + b), sign(f >> 1, 1 + ((((f - 84) % 12) >> 2) << 8) + c)];
  }
  const d = data.u8();
  if (f < 124) return [sign(f, (b << 4) + (c >> 4)), sign(f >> 1, ((c & 15) << 8) + d)];
  return [sign(f, (b << 8) + c), sign(f >> 1, (d << 8) + data.u8())];
}

function simpleGlyph(contours, box, s, overlaps) {
  const ends = [];
  for (let i = 0, count = 0; i < contours; i++) {
    count += s.points.packed16();
    ends.push(count - 1);
  }
  const [flags, xs, ys] = [[], [], []];
  let [x, y, left, bottom, right, top] = [0, 0, 0x7fff, 0x7fff, -0x8000, -0x8000];
  for (let i = 0; i <= ends[contours - 1]; i++) {
    const packed = s.flags.u8();
    const [dx, dy] = nextPoint(packed, s.glyphs);
    x += dx;
    y += dy;
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
    flags.push((packed >> 7 ? 0 : 1) | (dx ? 0 : 0x10) | (dy ? 0 : 0x20)); // on the curve, same x, same y
    if (dx) xs.push(dx);
    if (dy) ys.push(dy);
  }
  if (overlaps) flags[0] |= 0x40;
  const program = s.instructions.take(s.glyphs.packed16());
  const bounds = box ?? int16s([left, bottom, right, top]);
  return Buffer.concat([
    int16s([contours]),
    bounds,
    int16s([...ends, program.length]),
    program,
    Buffer.from(flags),
    int16s(xs),
    int16s(ys),
  ]);
}

function compositeGlyph(box, s) {
  const start = s.composites.at;
  let flags;
  let hasProgram = false;
  do {
    flags = s.composites.u16();
    hasProgram ||= (flags & 0x100) !== 0;
    s.composites.take(2 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0));
  } while (flags & 0x20);
  const parts = [int16s([-1]), box, s.composites.buffer.subarray(start, s.composites.at)];
  if (hasProgram) {
    const program = s.instructions.take(s.glyphs.packed16());
    parts.push(int16s([program.length]), program);
  }
  return Buffer.concat(parts);
}

// unpackGlyphs rebuilds the tables glyf and loca (section 5.1).
function unpackGlyphs(table) {
  const head = new Reader(table);
  head.u16();
  const [options, count] = [head.u16(), head.u16()];
  head.u16(); // format of loca in the original; ours is always long
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const [contours, points, flags, glyphs, composites, boxes, instructions] = sizes.map(
    (size) => new Reader(head.take(size)),
  );
  const s = { points, flags, glyphs, composites, instructions };
  const bit = (map, i) => (map[i >> 3] >> (7 - (i & 7))) & 1;
  const boxed = boxes.take(((count + 31) >> 5) * 4);
  const overlapping = options & 1 ? head.take((count + 7) >> 3) : undefined;
  const [out, offsets, lefts] = [[], [0], []];
  for (let i = 0, at = 0; i < count; i++) {
    const n = contours.i16();
    const box = bit(boxed, i) ? boxes.take(8) : undefined;
    let glyph = Buffer.alloc(0);
    if (n > 0) glyph = simpleGlyph(n, box, s, overlapping && bit(overlapping, i));
    if (n < 0) glyph = compositeGlyph(box, s);
    lefts.push(glyph.length ? glyph.readInt16BE(2) : 0);
    const padded = Buffer.concat([glyph, Buffer.alloc(-glyph.length & 3)]);
    out.push(padded);
    at += padded.length;
    offsets.push(at);
  }
  const loca = Buffer.alloc(offsets.length * 4);
  for (const [i, offset] of offsets.entries()) loca.writeUInt32BE(offset, i * 4);
  return { glyf: Buffer.concat(out), loca, lefts };
}

// unpackMetrics rebuilds hmtx, whose side bearings may be left out because they follow from the outlines (section 5.4).
function unpackMetrics(table, wide, lefts) {
  const data = new Reader(table);
  const flags = data.u8();
  const advances = Array.from({ length: wide }, () => data.u16());
  const bearings = lefts.map((left, i) => (flags & (i < wide ? 1 : 2) ? left : data.i16()));
  return Buffer.concat([
    int16s(advances.flatMap((advance, i) => [advance, bearings[i]])),
    int16s(bearings.slice(wide)),
  ]);
}

function assemble(flavor, tables) {
  const names = [...tables.keys()].sort();
  const power = 2 ** Math.floor(Math.log2(names.length));
  const head = Buffer.alloc(12 + names.length * 16);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(names.length, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((names.length - power) * 16, 10);
  const parts = [head];
  let at = head.length;
  names.forEach((name, i) => {
    // checksums stay 0: the compiler writes its own subset of the font
    const table = tables.get(name);
    head.write(name, 12 + i * 16, "latin1");
    head.writeUInt32BE(at, 20 + i * 16);
    head.writeUInt32BE(table.length, 24 + i * 16);
    const padding = Buffer.alloc(-table.length & 3);
    parts.push(table, padding);
    at += table.length + padding.length;
  });
  return Buffer.concat(parts);
}

// unpackWoff2 returns the font as TrueType or OpenType.
export function unpackWoff2(file) {
  const head = new Reader(file);
  if (head.u32() !== 0x774f4632) throw new Error("not a WOFF2 font");
  const flavor = head.u32();
  head.at = 12;
  const count = head.u16();
  head.at = 20;
  const compressed = head.u32();
  head.at = 48;
  const entries = Array.from({ length: count }, () => {
    const flags = head.u8();
    const tag = (flags & 63) === 63 ? head.take(4).toString("latin1") : KNOWN_TAGS[flags & 63];
    const length = head.packed32();
    const changed = tag === "glyf" || tag === "loca" ? flags >> 6 !== 3 : flags >> 6 !== 0;
    return { tag, changed, length: changed ? head.packed32() : length };
  });
  const content = new Reader(brotliDecompressSync(head.take(compressed)));
  const tables = new Map(entries.map(({ tag, length }) => [tag, content.take(length)]));
  const changed = new Set(entries.filter((entry) => entry.changed).map((entry) => entry.tag));
  if (changed.has("glyf")) {
    const { glyf, loca, lefts } = unpackGlyphs(tables.get("glyf"));
    tables.set("glyf", glyf).set("loca", loca);
    const headTable = Buffer.from(tables.get("head"));
    headTable.writeInt16BE(1, 50); // loca holds long offsets
    tables.set("head", headTable);
    if (changed.has("hmtx"))
      tables.set("hmtx", unpackMetrics(tables.get("hmtx"), tables.get("hhea").readUInt16BE(34), lefts));
  }
  return assemble(flavor, tables);
}
