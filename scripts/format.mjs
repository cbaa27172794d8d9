// npm run format: puts every source into the project's format.
import { attach, Failure, main } from './process.mjs';
import { cppFiles, clangFormatVersion, pinnedClangFormat } from './sources.mjs';
import { linters, needModules, needTools } from './setup.mjs';

await main(async () => {
  await needTools(linters);
  await needModules();
  const version = await clangFormatVersion();
  if (version !== pinnedClangFormat) {
    throw new Failure(
      `clang-format ${pinnedClangFormat} formats this project; this is ${version}, which differs.`,
    );
  }
  const cpp = await attach('clang-format', ['-i', ...cppFiles()]);
  const web = await attach(process.execPath, [
    'node_modules/prettier/bin/prettier.cjs',
    '--write',
    '--log-level=warn',
    '.',
  ]);
  return cpp || web;
});
