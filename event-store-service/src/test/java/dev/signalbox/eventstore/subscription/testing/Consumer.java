package dev.signalbox.eventstore.subscription.testing;

import dev.signalbox.eventstore.log.testing.ChildProcess;
import dev.signalbox.eventstore.subscription.Delivery;
import dev.signalbox.eventstore.subscription.PollOutcome;
import dev.signalbox.eventstore.subscription.SettleOutcome;
import dev.signalbox.eventstore.subscription.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Polls, says what it was given, acknowledges all or some of it and says what was answered. Now and
 * then it leaves and comes again, or does not get on until its lease has ended.
 */
final class Consumer implements Runnable {

  private final Member member;
  private final String subscription;
  private final String name;
  private final Random random;
  private int life;
  private volatile boolean stopped;

  Consumer(Member member, String subscription, String name, Random random) {
    this.member = member;
    this.subscription = subscription;
    this.name = name;
    this.random = random;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        consume();
      }
      member.leases().leave(subscription, consumer());
    } catch (RuntimeException e) {
      ChildProcess.say(GroupHistory.FAILED + ' ' + e);
      throw e;
    }
  }

  private void consume() {
    PollOutcome outcome =
        member
            .polling()
            .poll(subscription, consumer(), 1 + random.nextInt(200), Duration.ofMillis(50));
    if (!(outcome instanceof PollOutcome.Polled polled)) {
      throw new IllegalStateException("The subscription is gone");
    }
    List<Delivery> deliveries = polled.deliveries();
    ChildProcess.say(GroupHistory.POLLED);
    deliveries.forEach(delivery -> ChildProcess.say(GroupHistory.delivered(delivery)));
    switch (random.nextInt(40)) {
      case 0 -> {
        LockSupport.parkNanos(Member.LEASE.plusMillis(50).toNanos());
        ChildProcess.say(GroupHistory.LATE);
        acknowledge(deliveries);
      }
      case 1 -> {
        member.leases().leave(subscription, consumer());
        life++;
      }
      case 2, 3, 4, 5, 6, 7, 8, 9 -> acknowledge(deliveries.subList(0, deliveries.size() / 2));
      default -> acknowledge(deliveries);
    }
  }

  private void acknowledge(List<Delivery> done) {
    List<Settlement> settlements = last(done);
    if (settlements.isEmpty()) {
      return;
    }
    Set<Integer> lost =
        switch (member.settling().acknowledge(subscription, consumer(), settlements)) {
          case SettleOutcome.Settled() -> Set.of();
          case SettleOutcome.LeaseLost(Set<Integer> buckets) -> buckets;
          case SettleOutcome other -> throw new IllegalStateException("Answered " + other);
        };
    lost.forEach(bucket -> ChildProcess.say(GroupHistory.refused(bucket)));
    done.stream()
        .filter(delivery -> !lost.contains(delivery.bucket()))
        .forEach(delivery -> ChildProcess.say(GroupHistory.acknowledged(delivery)));
  }

  private static List<Settlement> last(List<Delivery> deliveries) {
    return deliveries.stream()
        .collect(
            Collectors.toMap(
                Delivery::bucket,
                one -> new Settlement(one.bucket(), one.token(), one.event().checkpoint()),
                (first, second) -> second))
        .values()
        .stream()
        .toList();
  }

  private String consumer() {
    return name + '-' + life;
  }
}
