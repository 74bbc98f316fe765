// Writes, when the process ends, which files of code and which modules of Node's it has loaded since it began.
const { writeFileSync } = require('node:fs');

const before = new Set(process.moduleLoadList);

process.on('exit', () => {
  const builtins = process.moduleLoadList
    .filter((name) => name.startsWith('NativeModule ') && !before.has(name) && !name.includes('internal/'))
    .map((name) => `node:${name.slice('NativeModule '.length)}`);
  writeFileSync(process.env.LIST_LOADED, JSON.stringify([...Object.keys(require.cache), ...builtins]));
});
