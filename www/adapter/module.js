// Fetches a module of ours. In a release it has been taken apart for the journey (crates/xtask/src/split.rs, which also
// describes the format): instructions, local variables, constants, calls and offsets in rows of their own, where brotli finds
// more. Here it is put together again, byte for byte as it was.

/** What is in a row. Instructions are spelt in an alphabet, a row itself. Constants are in as many rows as there are
 * instructions after them, from CONSTANTS on. */
const [INSTRUCTIONS, LOCALS, VARIABLES, BLOCK_TYPES, BRANCHES, BRANCH_TABLES, CALLS, INDIRECT_CALLS, GLOBALS, LOADS, STORES,
  LONG_CONSTANTS, FLOATS, ADDRESSES, ADDRESS_HIGHS, BEFORE, AFTER, ALPHABET, CONSTANTS] = Array(19).keys();
/** What comes before the rows. */
const HEAD = CONSTANTS + 256;

/** Codes of ours: `local.get`, `set` and `tee` of the first four variables; instructions of two bytes; whole instructions;
 * constants that are addresses of static data. */
const [SHORT, LONG, WORD, ADDRESS, STATIC] = [0xd3, 0xe0, 0xf2, 0xff, 0x100000];
const WORDS = [[0x41, 1], [0x41, 0x80, 0x80, 0x80, 0x80, 0x78], [0x41, 0x40], [0x0d, 0], [0x0c, 0]];

/** Row of the operand, for instructions with one number behind them: from, to, row. */
const OPERANDS = [
  [0x02, 0x04, BLOCK_TYPES],
  [0x0c, 0x0d, BRANCHES],
  [0x0e, 0x0e, BRANCH_TABLES],
  [0x11, 0x11, INDIRECT_CALLS],
  [0x20, 0x22, VARIABLES],
  [0x23, 0x26, GLOBALS],
  [0x28, 0x35, LOADS],
  [0x36, 0x3e, STORES],
  [0x42, 0x42, LONG_CONSTANTS],
  [0xd0, 0xd0, GLOBALS],
  [0xd2, 0xd2, GLOBALS],
];

/** The module at an address, compiled. */
export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}: ${address}`);
  const module = await WebAssembly.compile(await answer.arrayBuffer());
  const [parts] = WebAssembly.Module.customSections(module, "split");
  return parts ? WebAssembly.compile(join(new Uint8Array(parts))) : module;
}

/** Puts a module together. */
export function join(parts) {
  // Where each row is read next, and where it ends.
  const at = new Uint32Array(HEAD + 1);
  const ends = new Uint32Array(HEAD);
  const number = (row, each) => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const digit = parts[at[row]++];
      each?.(digit);
      value |= (digit & 127) << shift;
      if (digit < 128) return value;
    }
  };
  const module = new Uint8Array(number(HEAD));
  const code = number(HEAD);
  const functions = number(HEAD);
  const rows = Array.from({ length: number(HEAD) }, () => [number(HEAD), number(HEAD)]);
  let from = at[HEAD];
  for (const [row, length] of rows) {
    at[row] = from;
    ends[row] = from += length;
  }
  const operands = new Int8Array(256).fill(-1);
  for (const [first, last, row] of OPERANDS) operands.fill(row, first, last + 1);

  let to = 0;
  let out = module;
  const put = (byte) => (out[to++] = byte);
  const putNumber = (value) => {
    for (; value > 127; value >>>= 7) put((value & 127) | 128);
    put(value);
  };
  const putSigned = (value) => {
    for (; value > 63 || value < -64; value >>= 7) put((value & 127) | 128);
    put(value & 127);
  };
  const copy = (row, count) => {
    while (count--) put(parts[at[row]++]);
  };
  const copyNumber = (row) => number(row, put);
  // A distance in memory: most are small multiples of four.
  const quarters = (row) => {
    const first = parts[at[row]++];
    if (first < 191) return first * 4;
    return first < 192 ? -number(row) : (first & 63) | (number(row) << 6);
  };

  let address = 0;
  const next = () => parts[at[ALPHABET] + parts[at[INSTRUCTIONS]]];
  const body = new Uint8Array(code);
  const whole = (row) => copy(row, ends[row] - at[row]);
  whole(BEFORE);
  put(10);
  putNumber(code);
  putNumber(functions);
  for (let left = functions; left--; ) {
    const start = to;
    [out, to] = [body, 0];
    for (let groups = copyNumber(LOCALS); groups--; ) {
      copyNumber(LOCALS);
      copy(LOCALS, 1);
    }
    for (let depth = 1; depth; ) {
      if (at[INSTRUCTIONS] === ends[INSTRUCTIONS]) throw new Error("the module is cut short");
      const instruction = next();
      at[INSTRUCTIONS] += 1;
      const row = operands[instruction];
      if (instruction >= SHORT) {
        if (instruction === ADDRESS) {
          address = (address + parts[at[ADDRESSES]++] + (parts[at[ADDRESS_HIGHS]++] << 8)) & 0xffff;
          put(0x41);
          putSigned(STATIC + address);
        } else if (instruction >= WORD) {
          WORDS[instruction - WORD].forEach(put);
        } else if (instruction >= LONG) {
          put(0xfc);
          put(instruction - LONG);
          // memory.copy names two memories, memory.fill one; what grows, measures and fills tables names a table.
          for (let memories = LONG + 12 - instruction; memories > 0 && memories < 3; memories -= 1) put(0);
          if (instruction - LONG > 14) copyNumber(GLOBALS);
        } else {
          put(0x20 + ((instruction - SHORT) >> 2));
          put((instruction - SHORT) & 3);
        }
        continue;
      }
      put(instruction);
      if (row === LOADS || row === STORES) {
        put(0);
        putNumber(quarters(row));
      } else if (row >= 0) {
        let more = copyNumber(row);
        if (row === INDIRECT_CALLS) more = 0;
        else if (row !== BRANCH_TABLES) more = -1;
        for (; more >= 0; more -= 1) copyNumber(row);
      }
      if (instruction >= 0x02 && instruction <= 0x04) depth += 1;
      else if (instruction === 0x0b) depth -= 1;
      else if (instruction === 0x10) putNumber(parts[at[CALLS]++] + (parts[at[CALLS]++] << 8));
      else if (instruction === 0x41) {
        const [use, row] = [next(), CONSTANTS + next()];
        // Before an addition or a subtraction it is a distance.
        if (use === 0x6a || use === 0x6b) putSigned(quarters(row));
        else copyNumber(row);
      }
      else if (instruction === 0x43) copy(FLOATS, 4);
      else if (instruction === 0x44) copy(FLOATS, 8);
      else if (instruction === 0x3f || instruction === 0x40) put(0);
    }
    const size = to;
    [out, to] = [module, start];
    putNumber(size);
    module.set(body.subarray(0, size), to);
    to += size;
  }
  whole(AFTER);
  return module;
}
