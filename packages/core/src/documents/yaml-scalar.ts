/** Words that some reader of YAML 1.1 or 1.2 takes for something else than a string; an exponent alone may be `NaN`. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|-?e[-+]?\d+)$/i;

/**
 * Strings that mean the same to every reader without quotes: they begin with a letter, a path, an option or a
 * `$`, which no number, date, indicator or document marker does. `: ` and ` #` are looked for apart.
 */
const PLAIN = /^(?:[A-Za-z_/$]|\.{0,2}\/|--?[A-Za-z])[A-Za-z0-9_./@:+=%~,$(){}&*?!'"\\ -]*$/;

/** Within brackets, commas and brackets end a string too, and older readers stop at any colon. */
const FLOW_PLAIN = /^(?:[A-Za-z_/]|--?[A-Za-z])[A-Za-z0-9_./@-]*$/;

/** Characters that JSON leaves as they are and YAML does not print, or breaks lines at. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string as a YAML scalar: plain where no reader can misread it, else in double quotes. */
export function yamlString(value: string, flow: boolean): string {
  const plain = flow ? FLOW_PLAIN.test(value) : PLAIN.test(value) && !/:(?: |$)| #| $/.test(value);
  return plain && !RESERVED.test(value) ? value : quotedString(value);
}

/** A string in double quotes. */
export function quotedString(value: string): string {
  return JSON.stringify(value).replace(
    UNPRINTABLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A number such that readers of YAML 1.1 too, which want a point before an exponent, take it for one. */
export function yamlNumber(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
