import { defineConfig } from 'tsup';
import { base } from '../../tsup.base';
import { copyAssets } from './scripts/copy-assets';

export default defineConfig({
  ...base,
  entry: ['src/index.ts', 'src/client/index.ts'],
  dts: true,
  onSuccess: () => copyAssets('dist/assets'),
});
