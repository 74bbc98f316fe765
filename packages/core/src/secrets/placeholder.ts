const WRAPPED = /^(?:<[^<>]+>|\[[^[\]]+\]|\{+[^{}]+\}+|\(\([^()]+\)\))$/;

const MASKED = /(?:x{3,}|X{3,}|\*{3,}|\.{3}|…|•{2,}|_{3,}|0{8,})/;

/** `API_KEY`, `YOUR_TOKEN`: the name of a value in place of the value. */
const CONSTANT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

const WORDS =
  /(?<![a-z])(?:your|my|replace|change|changeme|insert|enter|paste|put|example|sample|dummy|fake|mock|placeholder|redacted|hidden|todo|tbd|here|test|demo|foo|bar|none|null|undefined)(?![a-z])/i;

/** What documentation writes where a password goes. */
const STOCK = /^(?:api[-_]?key|key|token|secret|password|passwd|pass|pwd|user|username|string|value)$/i;

/** Whether a run of letters and digits within a text is long and mixed, as no phrase is. */
function holdsRandomRun(text: string): boolean {
  return (text.match(/[A-Za-z0-9]{12,}/g) ?? []).some((run) => /\d.*\d/.test(run) && /[A-Za-z]/.test(run));
}

/** Whether a whole text is a placeholder in brackets, such as `<your-key>` or `{secret}`. */
export function isBracketed(text: string): boolean {
  return WRAPPED.test(text.trim());
}

/** Whether a text stands for a secret that someone is yet to fill in: `<your-key>`, `YOUR_API_KEY`, `sk-xxxx`. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (isBracketed(trimmed) || CONSTANT_NAME.test(trimmed) || STOCK.test(trimmed)) return true;
  return !holdsRandomRun(trimmed) && (MASKED.test(trimmed) || WORDS.test(trimmed));
}
