package dev.signalbox.kit.measurement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes events: per key one transaction after the other, several keys at once. */
final class Load {
  private static final int THREADS = 8;
  private static final String PADDING = "x".repeat(1_000);

  private final Candidate candidate;
  private final TransactionTemplate transactions;
  private final String topic;
  private final int keys;
  private final int perKey;

  Load(
      Candidate candidate,
      TransactionTemplate transactions,
      String topic,
      int keys,
      int perKey) {
    this.candidate = candidate;
    this.transactions = transactions;
    this.topic = topic;
    this.keys = keys;
    this.perKey = perKey;
  }

  void run(String kind) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int first = 0; first < Math.min(THREADS, keys); first++) {
      int mine = first;
      threads.add(
          Thread.ofPlatform()
              .start(() -> write(mine, kind.equals("fill") ? 100 : 1, kind.equals("live"))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void write(int first, int perTransaction, boolean paced) {
    for (int from = 0; from < perKey; from += perTransaction) {
      for (int key = first; key < keys; key += THREADS) {
        int number = from;
        String name = "key-" + key;
        transactions.executeWithoutResult(
            status -> {
              for (int i = number; i < Math.min(number + perTransaction, perKey); i++) {
                candidate.publish(new Measured(topic, name, i, micros(), PADDING));
              }
            });
        if (paced) {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
