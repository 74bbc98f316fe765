/** A promise that the HTTP transport makes to its users. */
export interface Requirement {
  /** What tests cite, in brackets at the beginning of their titles: `[R01]`. */
  readonly id: string;
  readonly sentence: string;
}

const PROMISES = {
  // Reach: what can be done.
  R01: 'The clients are listed, each with its id, its name, its file and the system.',
  R02: 'The profiles of a client are listed.',
  R03: 'The published release is answered with its artifact, payload, signature, key, metadata and time.',
  R04: 'A server of the catalogue is added to a draft by its id and parameters, and the draft comes back.',
  R05: 'A server is removed from a draft.',
  R06: 'A draft is shown, and cleared.',
  R07: 'A draft is validated: whether it may be published, what is wrong, how many servers it holds, when.',
  R08: 'A draft is published with a changelog, and the answer names the artifact by 64 hex digits.',
  R09: 'A release is deployed: the answer names the file, and the file is there.',
  R10: 'Two payloads are compared by what was added, removed and modified; one with the release by whether it is up to date, outdated or diverged.',
  R11: 'The catalogue is listed, filtered by transport and words, and counted by transport.',
  R12: 'A server of the catalogue is described with its parameters, environment, installation, documentation and an example.',
  R13: 'The signing key is made once; asked again, it is there already.',
  R14: 'A draft survives a restart of the server.',
  R15: 'What is drafted over stdio is seen over HTTP, and the other way round.',
  // Authentication.
  A01: 'Without credentials the answer is 401, and says to send Authorization: Bearer.',
  A02: 'A wrong token is 401.',
  A03: 'A token that the command line makes works on a server that is running already.',
  A04: 'The API key of MCP_ORCHESTRATION_API_KEY works in X-API-Key.',
  A05: 'A wrong API key is 401.',
  A06: 'Each use of a token is counted, and the last one dated.',
  A07: 'Tokens survive a restart of the server.',
  A08: 'A token ends when it expires.',
  A09: 'Tokens are revoked and rotated, over HTTP and by the command line.',
  A10: 'A token for reading cannot publish: 403, naming the permission that is missing.',
  // Tokens by the command line.
  T01: 'The program of the first version exits with 0 and prints "Generated token: " and 43 URL-safe characters.',
  T02: 'Each call makes another token, and all of them are valid.',
  T03: 'A token holds 256 bits of the randomness of the system.',
  // Cross-origin requests.
  C01: 'A preflight is answered with the origin, the methods and the headers that were asked for.',
  C02: 'The answer to a GET from another origin carries the headers that let a page read it.',
  C03: 'So does the answer to a POST.',
  C04: 'Where origins are named, only those are answered.',
  // Beside stdio.
  B01: 'Every tool works over stdio where no HTTP server runs.',
  B02: 'A stdio session opens no port.',
  B03: 'Both at the same time give the same data.',
  // Life cycle.
  L01: 'It starts within 5 seconds, and prints its address and that of the documents.',
  L02: '/health says that it is alive.',
  L03: 'SIGINT and SIGTERM let requests in flight finish; idle, it exits with 0 within 5 seconds.',
  L04: '--host and --port choose where it listens.',
  L05: '--log-level takes critical, error, warning, info and debug.',
  L06: 'A port that is in use is said so, and the exit code is not 0.',
  // Errors.
  E01: 'A body that is no JSON is 400.',
  E02: 'A missing field is 400, and named.',
  E03: 'An unknown client, profile, server or artifact is 404.',
  E04: 'Publishing an invalid draft is 400, with the code and the field of each error.',
  E05: 'An unexpected failure is 500, and tells nothing of what is inside.',
  // Speed.
  P01: 'Of 1,000 GETs, 95 % take less than 300 ms, and 99 % less than 500 ms.',
  P02: 'Of 100 requests at once none fails.',
  P03: 'Over 10,000 requests the memory stays level.',
  P04: 'To check a token takes less than 1 ms.',
  // Documentation.
  D01: '/openapi.json is a valid document and holds every operation.',
  D02: 'In a browser without a network /docs lists the operations, authorises and tries one.',
  D03: 'In a browser without a network /redoc shows the operations.',
  D04: 'Guides tell how to deploy the server, to authenticate and to come from stdio, and every command in them is run by a test.',
} as const;

/** The promises as a list. */
export const REQUIREMENTS: readonly Requirement[] = Object.entries(PROMISES).map(([id, sentence]) => ({
  id,
  sentence,
}));
