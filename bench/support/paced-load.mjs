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

/** Where an answer ends that has a Content-Length; 0 while its head has not come. */
function lengthOf(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return 0;
  const head = bytes.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(head);
  return end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)[1]);
}

function open() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const connection = { socket, due: 0 };
  let chunks = [];
  let got = 0;
  let wanted = 0;
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    got += chunk.length;
    wanted ||= lengthOf(Buffer.concat(chunks));
    if (wanted === 0 || got < wanted) return;
    times.push(performance.now() - connection.due);
    chunks = [];
    got = 0;
    wanted = 0;
    if (waiting.length > 0) send(connection, waiting.shift());
    else free.push(connection);
  });
  return new Promise((resolve) => socket.once('connect', () => resolve(connection)));
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
while (times.length < sent) await new Promise(setImmediate);
// The first second is the server's warm-up, and the connections'.
const counted = times.slice(Math.floor(rate)).sort((left, right) => left - right);
console.log(JSON.stringify({ p99: counted[Math.floor(counted.length * 0.99)], answered: times.length }));
process.exit();
