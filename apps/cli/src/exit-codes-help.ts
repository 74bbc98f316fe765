/** The exit codes, as the program's help tells them. A test holds them against the table of core. */
export const EXIT_CODES_HELP = `
Without a command this is the stdio MCP server when stdin is no terminal, and this help when it is.
Results go to stdout, everything else to stderr. With --json a failure is an object on stdout too:
{ code, kind, message, hint?, errors? }.

Exit codes:
  0  done
  1  something went wrong inside, or doctor found something wrong
  2  bad input, or a draft that does not validate
  3  there is no such client, server, release, key or token
  4  conflict: edited by hand, already there, not verified, changed meanwhile
  5  not permitted, or declined
  6  unavailable: the database or the network; try again
  7  status --exit-code: the client's file is not what was released`;
