import type { AnyOperation } from '@mcp-orchestration/core';

/** An answer as it was sent, but for its request id and its date, which are others each time. */
export interface KeptAnswer {
  readonly operation: AnyOperation;
  /** What it follows from beside the question; see `AppParts.state`. */
  readonly state: string;
  /** The pattern of its route, for the records. */
  readonly route: string;
  readonly status: number;
  /** Names and values by turns, as Node takes them. The last value is that of X-Request-Id: it is put in each time. */
  readonly head: string[];
  /** Bytes, and no text: that Node would copy into one with the head first. */
  readonly body: Uint8Array;
  /** When it was worked out, by `performance.now()`. */
  readonly since: number;
}

/** All bodies together, in bytes. */
const LIMIT = 32 * 1024 * 1024;

/** What an answer takes beside its body, roughly. */
const OVERHEAD = 8_192;

/** How many texts of headers are held to be shared. */
const SHARED = 1_000;

/** Longest address and question together, in characters. Longer ones are made up. */
const LONGEST = 2_048;

/** Answers by their address and question. All are forgotten when they become too many. */
export class KeptAnswers {
  readonly #answers = new Map<string, Map<string, KeptAnswer>>();
  #size = 0;
  #texts = new Map<string, string>();

  /** The answers of an address, by question; undefined where there are none. */
  at(address: string): ReadonlyMap<string, KeptAnswer> | undefined {
    return this.#answers.get(address);
  }

  put(address: string, question: string, made: KeptAnswer): void {
    if (address.length + question.length > LONGEST) return;
    const answer = { ...made, head: made.head.map((text) => this.#shared(text)) };
    this.#size += sizeOf(answer);
    if (this.#size > LIMIT) {
      this.#answers.clear();
      this.#size = sizeOf(answer);
    }
    const answers = this.#answers.get(address) ?? new Map<string, KeptAnswer>();
    const former = answers.get(question);
    if (former !== undefined) this.#size -= sizeOf(former);
    this.#answers.set(address, answers.set(question, answer));
  }

  /** The same text for all answers: most headers are those of every answer, and what is read often is read fast. */
  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= SHARED) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}

function sizeOf({ body }: KeptAnswer): number {
  return OVERHEAD + body.length;
}
