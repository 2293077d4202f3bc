package dev.signalbox.cost.lease;

import dev.signalbox.cost.ledger.Admission;
import dev.signalbox.cost.ledger.Attempt;
import dev.signalbox.cost.ledger.AttemptIds;
import dev.signalbox.cost.ledger.Outcome;
import dev.signalbox.cost.ledger.ToldAttempt;
import dev.signalbox.cost.ledger.UsageFixtures;
import dev.signalbox.cost.ledger.UsageSource;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that can be made in several worlds.
 *
 * @param number how many came before it: an hour's worth of them follow one another closely
 * @param output null if nothing is known about the usage
 */
record WorldAttempt(
    int number,
    Instant admittedAt,
    String model,
    boolean simulated,
    Outcome outcome,
    int agent,
    int conversation,
    boolean tagged,
    long input,
    @Nullable Long output) {

  private static final int PER_HOUR = 12;
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final List<String> MODELS =
      List.of("gpt-4o", "gpt-4o", "gpt-4o-mini", "unheard-of");

  static WorldAttempt any(Random random, int number, Instant admittedAt) {
    return new WorldAttempt(
        number,
        admittedAt,
        MODELS.get(random.nextInt(MODELS.size())),
        random.nextInt(4) == 0,
        OUTCOMES.get(random.nextInt(OUTCOMES.size())),
        random.nextInt(3),
        random.nextInt(3),
        random.nextBoolean(),
        random.nextInt(12_000),
        random.nextInt(8) == 0 ? null : Long.valueOf(random.nextInt(500)));
  }

  /** The same attempt, told by another event. */
  static ToldAttempt toldAgain(ToldAttempt told) {
    Event event = told.event();
    Event again = UsageFixtures.recorded(UsageFixtures.anyUsage(told.attempt().attemptId()), null);
    return new ToldAttempt(
        new Event(
            again.id(),
            event.source(),
            event.subject(),
            event.type(),
            event.time(),
            event.traceparent(),
            null,
            event.data()),
        told.attempt());
  }

  long mostTokens() {
    return input + (output == null ? 0 : output);
  }

  ToldAttempt ended(String world, List<Reservation> reservations) {
    Instant started =
        admittedAt
            .minus(Duration.ofDays(2))
            .plus(Duration.ofHours(number / PER_HOUR))
            .plusSeconds(number % PER_HOUR * 20L);
    String id = AttemptIds.at(started);
    Event event =
        UsageFixtures.recorded(UsageFixtures.anyUsage(id), "conv-" + world + conversation);
    return new ToldAttempt(
        event,
        new Attempt(
            id,
            event.id(),
            null,
            "conv-" + world + conversation,
            agent == 0 ? null : "run-" + world + agent,
            "agent-" + world + agent,
            "key-" + world,
            world,
            world,
            "openai",
            model,
            world + model,
            simulated,
            outcome,
            UsageSource.PROVIDER,
            "chat",
            usage(),
            null,
            null,
            started,
            null,
            started.plusSeconds(5),
            new Admission(
                "openai",
                tagged ? List.of(world + "-tag", "batchable") : List.of(),
                admittedAt,
                reservations)));
  }

  private @Nullable ReportedUsage usage() {
    return output == null
        ? null
        : ReportedUsage.of(
            Usage.disjoint(Map.of(Bucket.INPUT_UNCACHED, input, Bucket.OUTPUT_VISIBLE, output)));
  }
}
