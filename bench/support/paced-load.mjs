// Sends requests at an even pace, however slow the answers are, and prints the 99th percentile of their times.
// autocannon sends a second's worth at once, and then waits for the next second.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

const { url, connections, seconds, rate, headers, path } = JSON.parse(await text(process.stdin));
const { hostname, port, host } = new URL(url);
const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
const request = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;

/** Times at which requests were due that no connection was free for, the oldest first. */
const waiting = [];
const free = [];
const times = [];

/** How many bytes an answer is. */
function lengthOf(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) throw new Error('The head of an answer came in parts.');
  const head = bytes.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(head);
  return end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)[1]);
}

const STATUS = 'HTTP/1.1 '.length;
const SUCCESS = '2'.charCodeAt(0);

/** Bytes are counted where they were read, and the same path has answers of the same length: what is measured is the server. */
function open() {
  const connection = { socket: undefined, due: 0 };
  let got = 0;
  let wanted = 0;
  const take = (length, buffer) => {
    if (got === 0) {
      wanted ||= lengthOf(buffer.subarray(0, length));
      if (buffer[STATUS] !== SUCCESS) throw new Error(buffer.toString('latin1', 0, length));
    }
    got += length;
    if (got > wanted) throw new Error('An answer is longer than the first one.');
    if (got < wanted) return true;
    got = 0;
    times.push(performance.now() - connection.due);
    if (waiting.length > 0) send(connection, waiting.shift());
    else free.push(connection);
    return true;
  };
  connection.socket = connect({
    ...{ host: hostname, port: Number(port), noDelay: true },
    onread: { buffer: Buffer.alloc(65_536), callback: take },
  });
  connection.socket.once('close', () => {
    throw new Error('The server closed a connection.');
  });
  return new Promise((resolve) => connection.socket.once('connect', () => resolve(connection)));
}

function send(connection, due) {
  connection.due = due;
  connection.socket.write(request);
}

free.push(...(await Promise.all(Array.from({ length: connections }, open))));
const start = performance.now();
let sent = 0;
while (performance.now() - start < seconds * 1000) {
  const due = start + (sent / rate) * 1000;
  if (performance.now() >= due) {
    const connection = free.pop();
    if (connection === undefined) waiting.push(due);
    else send(connection, due);
    sent += 1;
  } else await new Promise(setImmediate);
}
const last = performance.now() + 10_000;
while (times.length < sent) {
  if (performance.now() > last) throw new Error(`${sent - times.length} answers did not come whole.`);
  await new Promise(setImmediate);
}
// The first second is the server's warm-up, and the connections'.
const counted = times.slice(Math.floor(rate)).sort((left, right) => left - right);
console.log(JSON.stringify({ p99: counted[Math.floor(counted.length * 0.99)], answered: times.length }));
process.exit();
