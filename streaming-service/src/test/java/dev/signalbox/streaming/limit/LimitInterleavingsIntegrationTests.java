package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import dev.signalbox.streaming.meter.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Requests that begin and end, replicas that give back, die and are replaced, in any order: no
 * window is ever overdrawn, and at the end everything is there that was not used.
 */
class LimitInterleavingsIntegrationTests extends StreamingServiceTest {

  private static final SliceProperties SLICES =
      new SliceProperties(
          Duration.ofMillis(5), Duration.ofMillis(11), Duration.ofSeconds(30), 100, 100);
  private static final Map<Measure, Long> QUOTAS =
      Map.of(
          Measure.REQUESTS_PER_HOUR, 120L,
          Measure.TOKENS_PER_MINUTE, 4_000L,
          Measure.PARALLEL_REQUESTS, 7L);

  @Autowired private OwnLimits ownLimits;
  @Autowired private JdbcClient database;

  private final String agent = "agent-" + newModel();
  private final AtomicLong ahead = new AtomicLong();
  private final List<Replica> living = new ArrayList<>();
  private final List<Replica> dead = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final Map<Charged, Long> charges = new HashMap<>();

  /** A request under way; its replica may have died. */
  private record Running(Replica replica, Allowance allowance) {}

  private record Charged(Measure measure, Instant startsAt) {}

  @BeforeEach
  void begin() {
    ownLimits.put(Scope.AGENT, agent, QUOTAS);
    for (int replica = 0; replica < 3; replica++) {
      living.add(newReplica());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neverMoreThanTheQuotaAndNothingIsLost(long seed) {
    Random random = new Random(seed);
    boolean withDeaths = seed % 2 == 0;
    for (int step = 0; step < 150; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> admit(any(random), 1 + random.nextInt(200));
        case 5, 6, 7 -> end(random);
        case 8 -> {
          ahead.addAndGet(Duration.ofMillis(6).toNanos());
          any(random).tell();
        }
        case 9 -> {
          if (withDeaths && random.nextInt(4) == 0) {
            die(random);
          }
        }
        default -> throw new IllegalStateException();
      }
      assertWithinQuotas();
    }

    List.copyOf(running).forEach(this::close);
    living.forEach(Replica::close);
    dead.forEach(Replica::expire);
    assertThat(permits()).isZero();
    for (Measure measure : List.of(Measure.REQUESTS_PER_HOUR, Measure.TOKENS_PER_MINUTE)) {
      // Nothing is given back to a window that is over, or by a replica that is.
      assertThat(taken(measure)).isGreaterThanOrEqualTo(charged(measure));
      if (!withDeaths && windows(measure) == 1) {
        assertThat(taken(measure)).isEqualTo(charged(measure));
      }
    }
  }

  private void admit(Replica replica, long tokens) {
    Origin origin =
        new Origin(
            IdKind.REQUEST.next(), null, null, agent, null, "key_" + agent, null, null, List.of());
    try {
      Allowance allowance =
          replica.limits().admit(origin, "openai/any", tokens, Duration.ofMinutes(1));
      assertThat(allowance.standings()).hasSize(QUOTAS.size());
      allowance.standings().forEach(standing -> charge(standing, standing.amount()));
      running.add(new Running(replica, allowance));
    } catch (LimitReachedException e) {
      assertThat(e.standings()).anyMatch(Standing::refused);
    }
  }

  private void end(Random random) {
    if (running.isEmpty()) {
      return;
    }
    Running ended = running.get(random.nextInt(running.size()));
    if (random.nextBoolean()) {
      long most = standing(ended, Measure.TOKENS_PER_MINUTE).amount();
      long used = random.nextLong(most + 1);
      ended.allowance().spent(used);
      charge(standing(ended, Measure.TOKENS_PER_MINUTE), used - most);
    } else {
      charge(
          standing(ended, Measure.TOKENS_PER_MINUTE),
          -standing(ended, Measure.TOKENS_PER_MINUTE).amount());
      charge(standing(ended, Measure.REQUESTS_PER_HOUR), -1);
    }
    charge(standing(ended, Measure.PARALLEL_REQUESTS), -1);
    ended.allowance().close();
    running.remove(ended);
  }

  /** Nothing came of it. */
  private void close(Running ended) {
    ended.allowance().standings().forEach(standing -> charge(standing, -standing.amount()));
    ended.allowance().close();
    running.remove(ended);
  }

  /** Its requests end with it, and what they took stays taken; permits until their time is over. */
  private void die(Random random) {
    Replica died = any(random);
    living.remove(died);
    dead.add(died);
    died.expire();
    List<Running> lost = running.stream().filter(each -> each.replica() == died).toList();
    lost.forEach(each -> charge(standing(each, Measure.PARALLEL_REQUESTS), -1));
    running.removeAll(lost);
    living.add(newReplica());
  }

  private Replica newReplica() {
    return new Replica(database, ownLimits, SLICES, () -> System.nanoTime() + ahead.get());
  }

  private Replica any(Random random) {
    return living.get(random.nextInt(living.size()));
  }

  private void charge(Standing standing, long amount) {
    charges.merge(new Charged(standing.measure(), standing.startsAt()), amount, Long::sum);
  }

  private static Standing standing(Running request, Measure measure) {
    return request.allowance().standings().stream()
        .filter(each -> each.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private void assertWithinQuotas() {
    charges.forEach(
        (window, amount) ->
            assertThat(amount)
                .as("%s", window)
                .isBetween(0L, QUOTAS.getOrDefault(window.measure(), 0L)));
    assertThat(permits()).isLessThanOrEqualTo(QUOTAS.get(Measure.PARALLEL_REQUESTS));
    assertThat(
            database
                .sql(
                    "SELECT count(*) FROM usage_window w JOIN usage_limit USING (scope, value, measure)"
                        + " WHERE value = ? AND taken > quota")
                .param(agent)
                .query(Long.class)
                .single())
        .isZero();
  }

  private long windows(Measure measure) {
    return charges.keySet().stream().filter(each -> each.measure() == measure).count();
  }

  private long charged(Measure measure) {
    return charges.entrySet().stream()
        .filter(each -> each.getKey().measure() == measure)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long taken(Measure measure) {
    return database
        .sql("SELECT coalesce(sum(taken), 0) FROM usage_window WHERE value = ? AND measure = ?")
        .param(agent)
        .param(measure.wireName())
        .query(Long.class)
        .single();
  }

  private long permits() {
    return database
        .sql(
            "SELECT coalesce(sum(held), 0) FROM usage_permit WHERE value = ? AND valid_until > now()")
        .param(agent)
        .query(Long.class)
        .single();
  }
}
