// The other side of main.rs: reads cases from standard input, answers as JavaScript and lodash do.
// Values travel in the engine's tagged JSON.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const { get, toPath } = require('lodash');

const untag = (json) => {
  if (Array.isArray(json)) return json.map(untag);
  if (json === null || typeof json !== 'object') return json;
  const keys = Object.keys(json);
  if (keys.length === 1 && keys[0] === '$value') {
    return { undefined: undefined, nan: NaN, infinity: Infinity, '-infinity': -Infinity }[json.$value];
  }
  return Object.fromEntries(keys.map((key) => [key, untag(json[key])]));
};

const number = (n) => {
  if (Number.isNaN(n)) return 'NaN';
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, n);
  return bytes.getBigUint64(0).toString(16);
};

// Whether a path leaves what values own, as `value.constructor.name` does.
const inherits = (data, path) => {
  let here = data;
  const keys = data !== null && typeof data === 'object' && Object.hasOwn(data, path) ? [path] : toPath(path);
  for (const key of keys) {
    if (here === null || here === undefined) return false;
    if (!Object.hasOwn(Object(here), key) && key in Object(here)) return true;
    here = here[key];
  }
  return false;
};

const cases = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ value, data, path }) => {
  if (path !== undefined) {
    const object = untag(data);
    return { inherits: inherits(object, path), found: JSON.stringify(get(object, path)) ?? 'undefined' };
  }
  const v = untag(value);
  return { truth: Boolean(v), number: number(Number(v)), text: String(v) };
});
process.stdout.write(JSON.stringify(answers));
