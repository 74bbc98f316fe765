import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../src/middleware/caller-address.js';
import { API_KEY, startApi } from '../support/start-api.js';

const wrong = { authorization: `Bearer ${'A'.repeat(43)}` };

async function send(url: string, headers: Record<string, string>, times = 1): Promise<number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1)
    statuses.push((await fetch(`${url}/v1/clients`, { headers })).status);
  return statuses;
}

describe('wrong credentials', () => {
  it('are answered with 429 and the time to wait after 20 in a minute, and valid ones never are', async () => {
    const { url, makeToken } = await startApi();
    expect(await send(url, wrong, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    const response = await fetch(`${url}/v1/clients`, { headers: wrong });
    expect([response.status, await response.json()]).toMatchObject([429, { code: 'rate_limited' }]);
    const wait = Number(response.headers.get('retry-after'));
    expect(wait >= 1 && wait <= 60).toBe(true);
    expect(await send(url, { 'x-api-key': API_KEY })).toEqual([200]);
    expect(await send(url, { authorization: `Bearer ${await makeToken()}` })).toEqual([200]);
    expect(await send(url, wrong)).toEqual([429]);
  });

  it('count on /mcp as they do everywhere', async () => {
    const { url } = await startApi();
    await send(url, wrong, 20);
    expect((await fetch(`${url}/mcp`, { method: 'POST', headers: { 'x-api-key': 'wrong' } })).status).toBe(
      429,
    );
  });

  it('are not what a request without any is counted as', async () => {
    const { url } = await startApi();
    expect(new Set(await send(url, {}, 25))).toEqual(new Set([401]));
    expect(await send(url, wrong)).toEqual([401]);
  });

  it('are counted by the address that a trusted proxy has seen, whatever the caller wrote before it', async () => {
    const { url } = await startApi({ trustProxy: true });
    const from = (addresses: string): Record<string, string> => ({ ...wrong, 'x-forwarded-for': addresses });
    for (let count = 0; count < 20; count += 1) await send(url, from(`10.0.0.${count}, 192.0.2.1`));
    expect(await send(url, from('10.9.9.9, 192.0.2.1'))).toEqual([429]);
    expect(await send(url, from('192.0.2.1, 192.0.2.2'))).toEqual([401]);
  });

  it('are counted by connection where no proxy is trusted: the header is anybody’s to write', async () => {
    const { url } = await startApi();
    for (let count = 0; count < 20; count += 1)
      await send(url, { ...wrong, 'x-forwarded-for': `192.0.2.${count}` });
    expect(await send(url, { ...wrong, 'x-forwarded-for': '192.0.2.99' })).toEqual([429]);
  });
});

describe('the network that is counted', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff::9', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('does not depend on how an IPv6 address is written, nor on its last four groups', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.ipV6(), ([a, b, c, d], other) => {
        const hex = [a, b, c, d].map((part) => part.toString(16));
        const written = new URL(`http://[${hex.join(':')}:1:2:3:4]`).hostname.slice(1, -1);
        expect(networkOf(written)).toBe(`${hex.join(':')}::/64`);
        expect(networkOf(`${hex.map((part) => part.padStart(4, '0').toUpperCase()).join(':')}::`)).toBe(
          networkOf(written),
        );
        expect(networkOf(other).length).toBeGreaterThan(0);
      }),
    );
  });
});
