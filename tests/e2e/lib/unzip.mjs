// Unpacks a zip archive, as its format says and not as whoever wrote it does: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const DEFLATED = 8;

/** The files in an archive (a Buffer): name, content and, where the archive says them, permissions. */
export function entries(archive) {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error("This is no zip archive.");
  const files = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error("The archive's list of files is broken.");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const header = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(header) !== FILE) throw new Error(`${name}: its header is broken.`);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const bytes = archive.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed;
    if (bytes.length !== archive.readUInt32LE(at + 24)) throw new Error(`${name}: its length is another.`);
    files.push({ name, bytes, permissions: (archive.readUInt32LE(at + 38) >>> 16) & 0o777 });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/** Writes the files of an archive into a folder. */
export async function unzip(archive, folder) {
  for (const { name, bytes, permissions } of entries(archive)) {
    const file = join(folder, normalize(name));
    if (!file.startsWith(folder)) throw new Error(`${name} leads out of the folder.`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    if (permissions) await chmod(file, permissions);
  }
}
