// The other side of differential.rs: reads cases from standard input, answers as JavaScript and lodash do.
// Values travel in the engine's tagged JSON.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const { get } = require('lodash');

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

const cases = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ value, data, path }) => {
  if (path !== undefined) {
    const found = get(untag(data), path);
    return JSON.stringify(found) ?? 'undefined';
  }
  const v = untag(value);
  return `${Boolean(v)} ${number(Number(v))} ${String(v)}`;
});
process.stdout.write(JSON.stringify(answers));
