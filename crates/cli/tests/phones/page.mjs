// The page's own phone.js with the unmodified libphonenumber-js, as the page loads it: reads [[number, country or null], …]
// from standard input, prints what parse() resolves to.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-phones-'));
try {
  mkdirSync(join(folder, 'vendor'));
  // A browser imports both as modules.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  copyFileSync('crates/adapter/js/phone.js', join(folder, 'phone.js'));
  copyFileSync(
    'node_modules/libphonenumber-js/bundle/libphonenumber-min.js',
    join(folder, 'vendor/libphonenumber-min.js'),
  );
  const src = pathToFileURL(join(folder, 'vendor/libphonenumber-min.js')).href;
  // As much of a document as runs the script of a live copy of the page's inert element.
  globalThis.document = {
    getElementById: (id) => (id === 'libphonenumber' ? { id, src, cloneNode: () => ({ src }) } : null),
    head: { append: (script) => import(script.src).then(script.onload, script.onerror) },
  };
  const { parse } = await import(pathToFileURL(join(folder, 'phone.js')).href);
  const answers = [];
  for (const [number, country] of JSON.parse(readFileSync(0, 'utf8'))) {
    try {
      answers.push(await parse(number, country ?? undefined));
    } catch (error) {
      answers.push(String(error));
    }
  }
  process.stdout.write(JSON.stringify(answers));
} finally {
  rmSync(folder, { recursive: true });
}
