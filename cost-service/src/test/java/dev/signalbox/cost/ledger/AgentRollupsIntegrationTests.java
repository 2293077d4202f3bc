package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class AgentRollupsIntegrationTests {

  @Autowired RecordUsage ledger;
  @Autowired JdbcClient database;

  private final Instant begin =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  private final String agent = "agent-" + IdKind.REQUEST.next();
  private final String conversation = IdKind.CONVERSATION.next();

  @Test
  void whatACacheWouldHaveSavedIsCountedOfCallsThatGoOn() {
    record("gpt-4o", conversation, 0, 10_000, 100, Outcome.COMPLETED);
    record("gpt-4o", conversation, 60, 10_099, 100, Outcome.COMPLETED);
    record("gpt-4o", conversation, 120, 10_199, 100, Outcome.COMPLETED);
    record("gpt-4o", null, 130, 20_000, 100, Outcome.COMPLETED);
    record("gpt-4o", conversation, 600, 20_000, 100, Outcome.COMPLETED);
    record("gpt-4o-mini", conversation, 610, 30_000, 100, Outcome.COMPLETED);

    assertThat(sum("gpt-4o", "cacheable")).as("of the conversation").isEqualByComparingTo("4");
    assertThat(sum("gpt-4o", "missed"))
        .as("the second is too short to have the first, the last came too late")
        .isEqualByComparingTo("1");
    assertThat(sum("gpt-4o", "missed_tokens")).as("9 blocks").isEqualByComparingTo("9216");
    assertThat(sum("gpt-4o", "cache_saving")).isEqualByComparingTo("0.01152");
    assertThat(sum("gpt-4o-mini", "missed")).as("another model's cache").isZero();
  }

  @Test
  void writingACacheThatIsNeverReadCountsAgainstIt() {
    record("gpt-5.6-sol", conversation, 0, 100_000, 100, Outcome.COMPLETED);

    assertThat(sum("gpt-5.6-sol", "cache_saving"))
        .as("100,000 at 6.25 instead of 5 dollars")
        .isEqualByComparingTo("-0.125");
  }

  @Test
  void whatLongInputsAndBatchesCostMoreIsCountedExactly() {
    record("gpt-5.4", null, 0, 300_000, 1_000, Outcome.COMPLETED);
    record("gpt-5.4", null, 1, 272_000, 1_000, Outcome.COMPLETED);
    record("gpt-4o", null, 0, 10_000, 100, Outcome.COMPLETED, MissedSavings.BATCHABLE);
    record("gpt-4o", null, 1, 10_000, 100, Outcome.COMPLETED, "urgent");

    assertThat(sum("gpt-5.4", "dear")).isEqualByComparingTo("1");
    assertThat(sum("gpt-5.4", "dear_surcharge")).isEqualByComparingTo("0.7575");
    assertThat(sum("gpt-5.4", "cost")).isEqualByComparingTo("2.2175");
    assertThat(sum("gpt-4o", "batchable")).isEqualByComparingTo("1");
    assertThat(sum("gpt-4o", "batch_saving")).isEqualByComparingTo("0.013");
  }

  @Test
  void outcomesAndUsageAreCountedOnce() {
    record("gpt-4o", null, 0, 1_000, 10, Outcome.COMPLETED);
    record("gpt-4o", null, 1, 1_000, 10, Outcome.PROVIDER_ERROR);
    record("gpt-4o", null, 2, 1_000, 10, Outcome.TIMED_OUT);
    record("gpt-4o", null, 3, 1_000, 10, Outcome.CLIENT_GONE);
    ToldAttempt last = record("gpt-4o", null, 4, 1_000, 10, Outcome.LOST);
    ledger.record(List.of(last));

    assertThat(sum("gpt-4o", "calls")).isEqualByComparingTo("5");
    assertThat(sum("gpt-4o", "completed")).isEqualByComparingTo("1");
    assertThat(sum("gpt-4o", "failed")).isEqualByComparingTo("2");
    assertThat(sum("gpt-4o", "priced")).isEqualByComparingTo("5");
    assertThat(
            database
                .sql(
                    """
                    SELECT sum(quantity) FROM agent_usage_counts
                     WHERE agent_id = :agent AND bucket = 'input_uncached'
                    """)
                .param("agent", agent)
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo("5000");
  }

  private ToldAttempt record(
      String model,
      @Nullable String inConversation,
      long second,
      long input,
      long output,
      Outcome outcome,
      String... tags) {
    Instant started = begin.plusSeconds(second);
    String id = AttemptIds.at(started);
    Event event = UsageFixtures.recorded(UsageFixtures.anyUsage(id), null);
    Attempt attempt =
        new Attempt(
            id,
            event.id(),
            null,
            inConversation,
            null,
            agent,
            null,
            null,
            null,
            "openai",
            model,
            null,
            false,
            outcome,
            UsageSource.PROVIDER,
            "chat",
            ReportedUsage.of(
                Usage.disjoint(
                    Map.of(Bucket.INPUT_UNCACHED, input, Bucket.OUTPUT_VISIBLE, output))),
            null,
            null,
            started,
            null,
            started.plusSeconds(1),
            new Admission("openai", List.of(tags), started, List.of()));
    ToldAttempt told = new ToldAttempt(event, attempt);
    ledger.record(List.of(told));
    return told;
  }

  private BigDecimal sum(String model, String column) {
    return database
        .sql(
            "SELECT sum(%s)::numeric FROM agent_usage WHERE agent_id = :agent AND model = :model"
                .formatted(column))
        .param("agent", agent)
        .param("model", model)
        .query(BigDecimal.class)
        .single();
  }
}
