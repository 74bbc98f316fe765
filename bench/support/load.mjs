// Loads a server from a process of its own, as the JSON on standard input says, and prints what came of it.
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

const { url, connections, seconds, headers, requests, status } = JSON.parse(await text(process.stdin));

/** A path with {n} in it is another one each time. */
let counted = 0;
function eachTime(request) {
  const whole = { ...request, headers: { ...headers, ...request.headers } };
  if (!request.path.includes('{n}')) return whole;
  return {
    ...whole,
    setupRequest(sent) {
      counted += 1;
      return { ...sent, path: request.path.replace('{n}', String(counted)) };
    },
  };
}

const result = await autocannon({
  url,
  connections,
  requests: requests.map(eachTime),
  duration: seconds,
});
const answered = result.statusCodeStats[status]?.count ?? 0;
const others = Object.entries(result.statusCodeStats).filter(([code]) => code !== String(status));
if (result.errors > 0 || others.length > 0) {
  throw new Error(`${result.errors} errors, ${result.timeouts} timeouts, ${JSON.stringify(others)}`);
}
console.log(JSON.stringify({ answered, perSecond: answered / result.duration }));
