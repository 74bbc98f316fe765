import { OrchestrationError } from '../errors.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of a client's file, its byte order mark included, so that encoding it again gives the same bytes.
 * @throws OrchestrationError `config_unparsable` where the bytes are not UTF-8.
 */
export function decodeConfig(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new OrchestrationError('config_unparsable', {
      message: `The file is ${isUtf16(bytes) ? 'UTF-16' : 'not valid UTF-8'}; it was left as it is.`,
      hint: 'Save it as UTF-8, then repeat.',
    });
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
