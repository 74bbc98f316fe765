import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { WriteQueue } from '../../src/storage/write-queue.js';

describe('a write queue', () => {
  it('runs one piece of work at a time, in order', async () => {
    const queue = new WriteQueue();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await sleep(1);
      events.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all(['a', 'b', 'c'].map((name) => queue.run(work(name))))).toEqual(['a', 'b', 'c']);
    expect(events).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('goes on after work that failed', async () => {
    const queue = new WriteQueue();
    const failing = queue.run(() => Promise.reject(new RangeError('on purpose')));
    const next = queue.run(async () => 'next');
    await expect(failing).rejects.toThrow('on purpose');
    expect(await next).toBe('next');
  });

  it('is idle when all has ended, failures too', async () => {
    const queue = new WriteQueue();
    let ended = false;
    const work = queue.run(async () => {
      await sleep(5);
      ended = true;
      throw new RangeError('on purpose');
    });
    const outcome = expect(work).rejects.toThrow('on purpose');
    await queue.idle();
    expect(ended).toBe(true);
    await outcome;
  });

  it('refuses work whose turn comes too late, without running it', async () => {
    const queue = new WriteQueue(1);
    const long = queue.run(() => sleep(20));
    let ran = false;
    const late = queue.run(async () => {
      ran = true;
    });
    await expect(late).rejects.toMatchObject({ code: 'unavailable' });
    expect(ran).toBe(false);
    await long;
    expect(await queue.run(async () => 'in time')).toBe('in time');
  });

  it('refuses work from within work, which would wait for itself', async () => {
    const queue = new WriteQueue();
    const nested = queue.run(() => queue.run(async () => 'never'));
    await expect(nested).rejects.toThrow('inside another');
    expect(await queue.run(async () => 'next')).toBe('next');
  });

  it('takes work that was begun by work which has ended', async () => {
    const queue = new WriteQueue();
    let later: Promise<string> | undefined;
    await queue.run(async () => {
      later = sleep(5).then(() => queue.run(async () => 'later'));
    });
    expect(await later).toBe('later');
  });
});
