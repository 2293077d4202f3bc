package dev.signalbox.eventstore.benchmark;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Measures a store in this JVM; {@code emmett.js} does the same in Node. */
final class MeasuredStore implements Store {

  private static final int LOADERS = 4;

  private final Client client;

  MeasuredStore(Client client) {
    this.client = client;
  }

  /** One append or read; how many events it was. */
  private interface Operation {
    int run();
  }

  @Override
  public Speed append(AppendLoad load) {
    return measure(load.writers(), load.interval(), writer -> appends(load, writer));
  }

  private Operation appends(AppendLoad load, int writer) {
    long[] versions = new long[load.streams()];
    String[] names = new String[load.streams()];
    for (int index = 0; index < names.length; index++) {
      names[index] = load.stream(writer, index);
      versions[index] = load.loaded() ? client.version(names[index]) : 0;
    }
    return new Operation() {
      private int turns;

      @Override
      public int run() {
        int index = (load.hot() ? writer + turns : turns) % names.length;
        turns++;
        client.append(names[index], load.hot() ? Client.ANY : versions[index], load.events());
        versions[index] += load.events();
        return load.events();
      }
    };
  }

  @Override
  public void load(Layout layout) {
    AtomicInteger next = new AtomicInteger();
    int step = client.streamsPerLoad(layout);
    Together.<Boolean>run(
        LOADERS,
        number ->
            () -> {
              int from = next.getAndAdd(step);
              while (from < layout.streams()) {
                client.load(layout, from, Math.min(from + step, layout.streams()));
                from = next.getAndAdd(step);
              }
              return true;
            });
  }

  @Override
  public Speed read(Layout layout, int readers, Interval interval) {
    return measure(
        readers,
        interval,
        reader ->
            new Operation() {
              private int turns = reader;

              @Override
              public int run() {
                return client.read(layout.stream(turns++ % layout.streams()));
              }
            });
  }

  private static Speed measure(int threads, Interval interval, IntFunction<Operation> operations) {
    Operation[] ready = new Operation[threads];
    for (int number = 0; number < threads; number++) {
      ready[number] = operations.apply(number);
    }
    long now = System.nanoTime();
    long begin = interval.beginNanos(now);
    long end = interval.endNanos(now);
    return Latencies.speed(
        Together.run(threads, number -> loop(ready[number], begin, end)),
        interval.measuredSeconds());
  }

  private static Callable<Latencies> loop(Operation operation, long begin, long end) {
    return () -> {
      Latencies latencies = new Latencies();
      long started = System.nanoTime();
      while (started - end < 0) {
        int events = operation.run();
        long ended = System.nanoTime();
        if (ended - begin >= 0 && ended - end < 0) {
          latencies.add(ended - started, events);
        }
        started = ended;
      }
      return latencies;
    };
  }

  @Override
  public Followed replay(long events, boolean audited) {
    TailAudit audit = new TailAudit();
    Client.Met met = audited ? audit::read : (stream, version) -> {};
    long started = System.nanoTime();
    Client.Follower follower = client.follow(true);
    long seen = 0;
    int batch;
    do {
      batch = follower.next(met);
      seen += batch;
    } while (batch > 0);
    double seconds = (System.nanoTime() - started) / 1e9;
    audit.appended(events);
    return new Followed(seen / seconds, audit.counts());
  }

  @Override
  public Followed tail(TailLoad load) {
    return new TailRun(client, load).run();
  }

  @Override
  public void close() {
    client.close();
  }
}
