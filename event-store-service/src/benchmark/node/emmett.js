// Emmett in one process of its own: a command per line on stdin, its answer or {"error"} per line on stdout.
// It measures as the Java side does (MeasuredStore, WriterLoop, TailRun), so that no command crosses a
// process boundary inside a measured interval.
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { dumbo } from '@event-driven-io/dumbo';
import {
  getPostgreSQLEventStore,
  readLastMessageGlobalPosition,
  readMessagesBatch,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { TailAudit } from './tail-audit.js';

const CONFLICT = 412;
const CONNECTIONS = 40;
const BATCH = 1000n;

let pool;
let executor;
let store;

const now = () => performance.now();

function event(number) {
  return {
    type: 'signalbox.benchmark.answered.v1',
    data: {
      conversation_id: 'conv_01k8zq4m5x0000000000000000',
      agent: 'billing-assistant',
      model: 'gpt-5-mini',
      number,
      input_tokens: 1000 + (number % 977),
      output_tokens: 100 + (number % 89),
      cost_usd: '0.00' + (1000 + (number % 977)),
      text: 'Your invoice was corrected and credited.',
    },
  };
}

let numbers = 0;
const events = (count) => Array.from({ length: count }, () => event(numbers++));

async function append(stream, expected, count) {
  const news = events(count);
  if (expected >= 0) {
    const expectedStreamVersion = expected === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected);
    await store.appendToStream(stream, news, { expectedStreamVersion });
    return;
  }
  for (;;) {
    try {
      await store.appendToStream(stream, news);
      return;
    } catch (error) {
      // Two that create a stream at the same time: one of them is refused, though it expected nothing.
      if (error.errorCode !== CONFLICT) {
        throw error;
      }
    }
  }
}

const percentile = (sorted, share) =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length, Math.ceil(share * sorted.length)) - 1];

const together = (count, run) => Promise.all(Array.from({ length: count }, (_, index) => run(index)));

// Runs in `threads` loops from now on; an operation counts if it ends within the measured interval.
async function measure(threads, { warm_up_seconds, measured_seconds }, operationsOf) {
  const begin = now() + warm_up_seconds * 1000;
  const end = begin + measured_seconds * 1000;
  const latencies = [];
  let done = 0;
  await together(threads, async (index) => {
    const operation = operationsOf(index);
    for (let started = now(); started < end; ) {
      const count = await operation();
      const ended = now();
      if (ended >= begin && ended < end) {
        done += count;
        latencies.push(ended - started);
      }
      started = ended;
    }
  });
  latencies.sort((a, b) => a - b);
  return {
    events_per_second: done / measured_seconds,
    p50_millis: percentile(latencies, 0.5),
    p99_millis: percentile(latencies, 0.99),
  };
}

const commands = {
  async open({ url }) {
    pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
    // Its database is dropped when it is closed; what fails a query is told to whoever asked.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    executor = dumbo({ connectionString: url, pool }).execute;
    store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    return {};
  },

  async close() {
    await store.close();
    if (!pool.ended) {
      await pool.end();
    }
    return {};
  },

  append({ writers, events: count, prefix, streams, hot, interval }) {
    return measure(writers, interval, (writer) => {
      const versions = new Array(streams).fill(0);
      let turns = 0;
      return async () => {
        const index = (hot ? writer + turns : turns) % streams;
        turns++;
        if (hot) {
          await append(`${prefix}-${index}`, -1, count);
        } else {
          await append(`${prefix}-${writer * streams + index}`, versions[index], count);
          versions[index] += count;
        }
        return count;
      };
    });
  },

  async load({ prefix, streams, events_per_stream }) {
    let next = 0;
    await together(4, async () => {
      while (next < streams) {
        await append(`${prefix}-${next++}`, 0, events_per_stream);
      }
    });
    return {};
  },

  read({ prefix, streams, readers, interval }) {
    return measure(readers, interval, (reader) => {
      let turns = reader;
      return async () => (await store.readStream(`${prefix}-${turns++ % streams}`)).events.length;
    });
  },

  async replay({ events: total, audited }) {
    const audit = new TailAudit();
    const started = now();
    let seen = 0;
    let after = 0n;
    for (let left = true; left; ) {
      const batch = await readMessagesBatch(executor, { after, batchSize: Number(BATCH) });
      if (audited) {
        batch.messages.forEach(({ metadata }) => audit.read(metadata.streamName, Number(metadata.streamPosition)));
      }
      seen += batch.messages.length;
      after = batch.currentGlobalPosition;
      left = batch.messages.length > 0;
    }
    const seconds = (now() - started) / 1000;
    audit.appended(total);
    return { events_per_second: seen / seconds, ...audit.counts() };
  },

  async tail({ writers, prefix, seconds, hot_streams, own_streams, patience_seconds }) {
    const { currentGlobalPosition } = await readLastMessageGlobalPosition(executor);
    const audit = new TailAudit();
    const end = now() + seconds * 1000;
    let appended = 0;
    let writing = true;
    const reader = (async () => {
      let after = currentGlobalPosition ?? 0n;
      let heard = now();
      for (;;) {
        const batch = await readMessagesBatch(executor, { after, batchSize: Number(BATCH) });
        after = batch.currentGlobalPosition;
        for (const message of batch.messages) {
          audit.read(message.metadata.streamName, Number(message.metadata.streamPosition));
        }
        if (writing || batch.messages.length > 0) {
          heard = now();
        } else if (audit.complete() || now() - heard > patience_seconds * 1000) {
          return;
        }
        await turn();
      }
    })();
    await together(writers, async (writer) => {
      const versions = new Array(own_streams).fill(0);
      for (let turns = 0; now() < end; turns++) {
        const own = turns >> 1;
        if (turns % 2 === 0) {
          const stream = `${prefix}-own-${writer * own_streams + (own % own_streams)}`;
          await append(stream, versions[own % own_streams]++, 1);
          audit.appended();
        } else {
          const stream = `${prefix}-hot-${(writer + own) % hot_streams}`;
          await append(stream, -1, 1);
          audit.appended();
        }
        appended++;
      }
    });
    writing = false;
    await reader;
    return { events_per_second: appended / seconds, ...audit.counts() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const { command, ...rest } = JSON.parse(line);
    answer = await commands[command](rest);
  } catch (error) {
    answer = { error: String(error.stack ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
