package dev.signalbox.cost.kafka;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.event;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.cost.ledger.AttemptIds;
import dev.signalbox.cost.ledger.ImplausibleAttemptException;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class UsageIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recordedEvents;
  @Autowired UsageEvents usageEvents;
  @Autowired UsageListener listener;
  @Autowired EventFormat format;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transactions;

  @Test
  void aUsageEventBecomesAnEntryASumAndAnEvent() {
    String attempt = IdKind.ATTEMPT.next();
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode data = anyUsage(attempt).put("agent_id", "the-only-agent");
    data.putArray("tags").add("night").add("batchable");
    Event usage = recorded(data, conversation);

    transactions.executeWithoutResult(_ -> outbox.publish(Topics.USAGE, usage.subject(), usage));

    JsonNode entry = awaitOnlyEntry(conversation);
    assertThat(entry.path("attempt_id").asString()).isEqualTo(attempt);
    assertThat(entry.path("tags").toString()).isEqualTo("[\"night\",\"batchable\"]");
    assertThat(entry.path("entry_id").asString()).matches(IdKind.LEDGER_ENTRY::matches);
    assertThat(entry.path("status").asString()).isEqualTo("priced");
    assertThat(entry.path("cost_usd").asString()).isEqualTo("0.004");
    assertThat(entry.path("input_cost").asString()).isEqualTo("0.002");
    assertThat(entry.path("output_cost").asString()).isEqualTo("0.002");
    assertThat(entry.path("input_tokens").intValue()).isEqualTo(1000);
    assertThat(entry.path("price").path("price_id").asString()).startsWith("openai/gpt-4o#");
    assertThat(entry.path("price").path("matched_by").asString()).isEqualTo("model");
    assertThat(entry.path("buckets").findValuesAsString("bucket"))
        .containsExactly("input_uncached", "input_cache_read", "output_visible");
    assertThat(entry.path("buckets").path(1).path("usd_per_million").asString()).isEqualTo("1.25");

    Event cost =
        recordedEvents.awaitEvent(
            Topics.COSTS, event -> event.subject().equals("conversation/" + conversation));
    assertThat(cost.type()).isEqualTo("signalbox.cost.recorded.v1");
    assertThat(cost.causationId()).isEqualTo(usage.id());
    assertThat(cost.traceparent()).contains("0af7651916cd43dd8448eb211c80319c");
    assertThat(cost.data().path("cost_usd").asString()).isEqualTo("0.004");
    assertThat(cost.data().path("attempt_id").asString()).isEqualTo(attempt);

    JsonNode sum = sumOf("agent", "the-only-agent");
    assertThat(sum.path("total_cost").asString()).isEqualTo("0.004");
    assertThat(sum.path("simulated").booleanValue()).isTrue();
    assertThat(sum.path("entries").intValue()).isEqualTo(1);
  }

  @Test
  void redeliveryAndASecondEventOfTheSameAttemptChangeNothing() {
    String attempt = IdKind.ATTEMPT.next();
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode data = anyUsage(attempt).put("agent_id", "told-twice");
    Event usage = recorded(data, conversation);
    Event again = recorded(data.deepCopy().put("outcome", "lost"), conversation);

    publish(usage);
    publish(usage);
    publish(again);
    String last = IdKind.ATTEMPT.next();
    publish(recorded(anyUsage(last).put("agent_id", "told-last"), conversation));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries(conversation)).hasSize(2));
    assertThat(sumOf("agent", "told-twice").path("entries").intValue()).isEqualTo(1);
    assertThat(
            recordedEvents.all(Topics.COSTS).stream()
                .filter(event -> event.data().path("attempt_id").asString("").equals(attempt)))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void whatABatchTellsTwiceIsRecordedOnce() {
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode data = anyUsage(IdKind.ATTEMPT.next()).put("agent_id", "twice-in-a-batch");
    Event usage = recorded(data, conversation);
    Event again = recorded(data.deepCopy().put("outcome", "lost"), conversation);
    Event other =
        recorded(anyUsage(IdKind.ATTEMPT.next()).put("agent_id", "twice-in-a-batch"), conversation);

    usageEvents.take(List.of(usage, other, usage, again));

    assertThat(entries(conversation)).hasSize(2);
    assertThat(sumOf("agent", "twice-in-a-batch").path("entries").intValue()).isEqualTo(2);
    assertThat(sumOf("agent", "twice-in-a-batch").path("total_cost").asString()).isEqualTo("0.008");
    recordedEvents.awaitEvent(Topics.COSTS, event -> usage.id().equals(event.causationId()));
    recordedEvents.awaitEvent(Topics.COSTS, event -> other.id().equals(event.causationId()));
    assertThat(recordedEvents.all(Topics.COSTS))
        .noneMatch(event -> again.id().equals(event.causationId()));
  }

  @Test
  void aBatchWithARecordThatCannotBeTakenIsTakenUpToThere() {
    String conversation = IdKind.CONVERSATION.next();
    Event first = recorded(anyUsage(IdKind.ATTEMPT.next()), conversation);
    Event impossible =
        recorded(anyUsage(AttemptIds.at(Instant.now().plus(Duration.ofDays(4_000)))), conversation);
    Event last = recorded(anyUsage(IdKind.ATTEMPT.next()), conversation);

    assertThatExceptionOfType(BatchListenerFailedException.class)
        .isThrownBy(() -> listener.on(records(first, impossible, last)))
        .satisfies(failed -> assertThat(failed.getIndex()).isEqualTo(1))
        .withCauseInstanceOf(ImplausibleAttemptException.class);
    assertThat(entries(conversation)).hasSize(1);

    listener.on(records(last));
    assertThat(entries(conversation)).hasSize(2);
  }

  @Test
  void replicasThatAreToldAtTheSameTimeWriteOneEntry() throws Exception {
    String conversation = IdKind.CONVERSATION.next();
    List<String> attempts =
        IntStream.range(0, 10).mapToObj(number -> IdKind.ATTEMPT.next()).toList();
    List<Callable<Void>> replicas = new ArrayList<>();
    for (int replica = 0; replica < 4; replica++) {
      for (String attempt : attempts) {
        Event usage = recorded(anyUsage(attempt).put("agent_id", "contended-agent"), conversation);
        replicas.add(
            () -> {
              usageEvents.take(List.of(usage));
              return null;
            });
      }
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> replica : threads.invokeAll(replicas)) {
        replica.get();
      }
    }

    assertThat(entries(conversation)).hasSize(10);
    JsonNode sum = sumOf("agent", "contended-agent");
    assertThat(sum.path("entries").intValue()).isEqualTo(10);
    assertThat(sum.path("total_cost").asString()).isEqualTo("0.04");
    assertThat(sum.path("input_tokens").intValue()).isEqualTo(10_000);
  }

  @Test
  void aModelWithoutAPriceIsFlaggedAndNeverFree() {
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode data =
        anyUsage(IdKind.ATTEMPT.next())
            .put("model", "gpt-unheard-of")
            .put("simulated", false)
            .put("agent_id", "pays-unknown");

    usageEvents.take(List.of(recorded(data, conversation)));

    JsonNode entry = awaitOnlyEntry(conversation);
    assertThat(entry.path("status").asString()).isEqualTo("unpriced");
    assertThat(entry.path("cost_usd").isNull() || entry.path("cost_usd").isMissingNode()).isTrue();
    assertThat(entry.path("input_tokens").intValue()).isEqualTo(1000);
    JsonNode sum = sumOf("agent", "pays-unknown");
    assertThat(sum.path("unpriced").intValue()).isEqualTo(1);
    assertThat(sum.path("simulated").booleanValue()).isFalse();
    assertThat(sum.path("total_cost").asString()).isEqualTo("0");
    Event cost =
        recordedEvents.awaitEvent(
            Topics.COSTS, event -> event.subject().equals("conversation/" + conversation));
    assertThat(cost.data().path("cost_usd").isNull()).isTrue();
    assertThat(cost.data().path("status").asString()).isEqualTo("unpriced");
  }

  @Test
  void whatWasCountedHereStandsInForAReportThatCannotBeRight() {
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode data = anyUsage(IdKind.ATTEMPT.next());
    data.putObject("provider_usage").put("prompt_tokens", -5).put("completion_tokens", 1);

    usageEvents.take(List.of(recorded(data, conversation)));

    assertThat(awaitOnlyEntry(conversation).path("cost_usd").asString()).isEqualTo("0.004");
  }

  @Test
  void unknownUsageIsNotTheSameAsNone() {
    String unknown = IdKind.CONVERSATION.next();
    ObjectNode lost = anyUsage(IdKind.ATTEMPT.next()).put("outcome", "lost");
    lost.put("usage_source", "estimated").putNull("provider_usage").remove("buckets");
    String nothing = IdKind.CONVERSATION.next();
    ObjectNode refused = anyUsage(IdKind.ATTEMPT.next()).put("outcome", "provider_error");
    refused.put("usage_source", "estimated").putNull("provider_usage").putObject("buckets");

    usageEvents.take(List.of(recorded(lost, unknown)));
    usageEvents.take(List.of(recorded(refused, nothing)));

    assertThat(awaitOnlyEntry(unknown).path("status").asString()).isEqualTo("unmetered");
    assertThat(awaitOnlyEntry(nothing).path("status").asString()).isEqualTo("priced");
    assertThat(awaitOnlyEntry(nothing).path("cost_usd").asString()).isEqualTo("0");
  }

  @Test
  void aLateAttemptGetsThePartitionOfItsMonth() {
    String conversation = IdKind.CONVERSATION.next();
    Instant longAgo = Instant.now().minus(Duration.ofDays(400));

    usageEvents.take(List.of(recorded(anyUsage(AttemptIds.at(longAgo)), conversation)));

    assertThat(awaitOnlyEntry(conversation).path("cost_usd").asString()).isEqualTo("0.004");
  }

  @Test
  void whatCannotBeAnAttemptIsParkedAndHoldsNobodyUp() {
    String conversation = IdKind.CONVERSATION.next();
    Instant farAway = Instant.now().plus(Duration.ofDays(4_000));
    Event impossible = recorded(anyUsage(AttemptIds.at(farAway)), conversation);
    Event nameless =
        recorded(anyUsage(IdKind.ATTEMPT.next()).put("attempt_id", "att_none"), conversation);

    byte[] garbage = ("{\"" + conversation).getBytes(StandardCharsets.UTF_8);
    publish(impossible);
    publish(nameless);
    recordedEvents.publishRaw(Topics.USAGE, impossible.subject(), garbage);
    recordedEvents.publishRaw(Topics.USAGE, impossible.subject(), null);
    publish(event("signalbox.attempt.started.v1", anyUsage(IdKind.ATTEMPT.next()), conversation));
    publish(recorded(anyUsage(IdKind.ATTEMPT.next()), conversation));

    awaitOnlyEntry(conversation);
    String parked = Topics.deadLettersOf(Topics.USAGE);
    recordedEvents.awaitEvent(parked, event -> event.id().equals(impossible.id()));
    recordedEvents.awaitEvent(parked, event -> event.id().equals(nameless.id()));
    recordedEvents.awaitRecord(
        parked, record -> Arrays.equals(garbage, record.kafka().value()), PATIENCE);
    recordedEvents.awaitRecord(
        parked,
        record ->
            record.kafka().value() == null && impossible.subject().equals(record.kafka().key()),
        PATIENCE);
    assertThat(entries(conversation)).hasSize(1);
  }

  private List<ConsumerRecord<byte[], byte @Nullable []>> records(Event... events) {
    return Arrays.stream(events)
        .map(
            event ->
                new ConsumerRecord<byte[], byte @Nullable []>(
                    Topics.USAGE, 0, 0, new byte[0], format.write(event)))
        .toList();
  }

  private void publish(Event usage) {
    recordedEvents.publish(Topics.USAGE, usage.subject(), usage);
  }

  private JsonNode awaitOnlyEntry(String conversation) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries(conversation)).hasSize(1));
    return entries(conversation).getFirst();
  }

  private List<JsonNode> entries(String conversation) {
    JsonNode data = client.get("/api/v1/usage?conversation_id=" + conversation).json().path("data");
    return data.valueStream().toList();
  }

  private JsonNode sumOf(String groupBy, String group) {
    JsonNode data =
        client.get("/api/v1/costs/summary?limit=1000&group_by=" + groupBy).json().path("data");
    List<JsonNode> found =
        data.valueStream().filter(sum -> sum.path("group").asString("").equals(group)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
