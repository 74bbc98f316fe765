import { z } from 'zod';

/** Schema of one line of text: not empty, no control characters. `maximum` counts UTF-16 units. */
export const lineSchema = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'This is one line of text, without control characters.');

/** Schema of an address on the web. */
export const webAddressSchema = lineSchema(2048).regex(
  /^https?:\/\/\S+$/,
  'This is an address that begins with https://.',
);
