// Loaded into a server under test (`node --expose-gc --import`): tells the heap in use after a forced collection.
process.on('message', () => {
  for (let round = 0; round < 3; round += 1) globalThis.gc();
  process.send({ heap_used: process.memoryUsage().heapUsed });
});
process.channel.unref();
