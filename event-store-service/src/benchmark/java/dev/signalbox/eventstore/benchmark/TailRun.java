package dev.signalbox.eventstore.benchmark;

import java.util.List;

/** Writers, and a reader at the end of the log that must meet all they write. */
final class TailRun {

  private final Client client;
  private final TailLoad load;
  private final TailAudit audit = new TailAudit();
  private volatile boolean writing = true;

  TailRun(Client client, TailLoad load) {
    this.client = client;
    this.load = load;
  }

  Followed run() {
    Client.Follower follower = client.follow(false);
    Thread reader = Thread.ofPlatform().name("tailing-reader").unstarted(() -> read(follower));
    long end = System.nanoTime() + load.seconds() * 1_000_000_000L;
    reader.start();
    List<Long> appended;
    try {
      appended = Together.run(load.writers(), writer -> () -> write(writer, end));
    } finally {
      writing = false;
    }
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    long events = appended.stream().mapToLong(Long::longValue).sum();
    return new Followed((double) events / load.seconds(), audit.counts());
  }

  private long write(int writer, long end) {
    long[] versions = new long[load.ownStreams()];
    long appended = 0;
    for (int turn = 0; System.nanoTime() - end < 0; turn++) {
      int own = turn / 2;
      if (turn % 2 == 0) {
        int index = own % load.ownStreams();
        client.append(load.own(writer, index), versions[index]++, 1);
      } else {
        client.append(load.hot((writer + own) % load.hotStreams()), Client.ANY, 1);
      }
      audit.appended(1);
      appended++;
    }
    return appended;
  }

  private void read(Client.Follower follower) {
    long heard = System.nanoTime();
    while (true) {
      // Asked before the batch: what was appended until then must be in it or in a later one.
      boolean last = !writing;
      int batch = follower.next(audit::read);
      long now = System.nanoTime();
      if (!last || batch > 0) {
        heard = now;
      } else if (audit.complete() || now - heard > load.patienceSeconds() * 1_000_000_000L) {
        return;
      }
    }
  }
}
