import { describe, expect, test } from '@jest/globals';
import { PrintQueue } from '../../../../src/reports/rendering/print-queue.js';

const forever = new Promise<never>(() => undefined);
const never = (): Error => new Error('too late');

/** A job that ends when told to. */
function heldJob(): { job: () => Promise<string>; end: (result: string) => void; started: () => boolean } {
  let end: (result: string) => void = () => undefined;
  let started = false;
  const result = new Promise<string>((resolve) => {
    end = resolve;
  });
  return {
    job: () => {
      started = true;
      return result;
    },
    end: (text) => {
      end(text);
    },
    started: () => started,
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('the print queue', () => {
  test('runs no more jobs at once than its limit, and the rest in order', async () => {
    const queue = new PrintQueue(2);
    const jobs = [heldJob(), heldJob(), heldJob(), heldJob()];
    const results = jobs.map(({ job }) => queue.run(job, forever, never));
    await settle();
    expect(jobs.map(({ started }) => started())).toEqual([true, true, false, false]);
    jobs[1]?.end('b');
    await settle();
    expect(jobs.map(({ started }) => started())).toEqual([true, true, true, false]);
    jobs.forEach(({ end }, index) => {
      end('abcd'[index] ?? '');
    });
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a job that fails makes room for the next', async () => {
    const queue = new PrintQueue(1);
    const failing = queue.run(() => Promise.reject(new Error('no')), forever, never);
    const next = queue.run(() => Promise.resolve('yes'), forever, never);
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  test('a job whose patience ends while it waits never runs, and does not take the place of another', async () => {
    const queue = new PrintQueue(1);
    const [running, waiting, third] = [heldJob(), heldJob(), heldJob()];
    const first = queue.run(running.job, forever, never);
    const second = queue.run(waiting.job, Promise.resolve(), never);
    const last = queue.run(third.job, forever, never);
    await expect(second).rejects.toThrow('too late');
    running.end('a');
    third.end('c');
    expect(await Promise.all([first, last])).toEqual(['a', 'c']);
    expect(waiting.started()).toBe(false);
  });

  test('patience that ends while a job runs does not disturb it', async () => {
    const queue = new PrintQueue(1);
    const running = heldJob();
    const result = queue.run(running.job, Promise.resolve(), never);
    await settle();
    running.end('a');
    expect(await result).toBe('a');
  });
});
