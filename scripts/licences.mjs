// npm run licences: all code of others that the site ships, with its version and terms. Fails for terms
// that a copy of the site would not keep by keeping its NOTICES.txt.
import { Failure, main } from './process.mjs';
import { openTypeScript } from './typescript.mjs';

await main(async () => {
  const server = await openTypeScript();
  try {
    const { keepable, shippedCode } = await server.ssrLoadModule('/web/build/notices.ts');
    const parts = await shippedCode();
    const width = Math.max(...parts.map(({ name, version }) => `${name} ${version}`.length));
    for (const { name, version, license } of parts) {
      console.log(`${`${name} ${version}`.padEnd(width)}  ${license}`);
    }
    const others = parts.filter(({ license }) => !keepable.has(license)).map(({ name }) => name);
    if (others.length > 0) throw new Failure(`Look at the terms of ${others.join(', ')}.`);
  } finally {
    await server.close();
  }
});
