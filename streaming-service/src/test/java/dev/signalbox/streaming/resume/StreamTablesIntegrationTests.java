package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kit.housekeeping.Housekeeping;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StreamTablesIntegrationTests extends StreamingServiceTest {

  private static final String MANY =
      """
      INSERT INTO stream (stream_id, key_id, protocol, slot, state, alive_until, ended_at)
      SELECT 'req_' || n, 'key', 'openai_chat', n % 6, CASE WHEN n % 100 = 0 THEN 'running' ELSE 'ended' END,
        CASE WHEN n % 100 = 0 THEN now() - interval '1 minute' END,
        CASE WHEN n % 100 <> 0 THEN now() - n * interval '1 second' END
      FROM generate_series(1, 10000) AS n
      """;

  private static final String THEIR_EVENTS =
      """
      INSERT INTO stream_events (slot, stream_id, first, last, events)
      SELECT n % 6, 'req_' || n, 3 * m - 2, 3 * m, '\\x00' FROM generate_series(1, 1000) AS n, generate_series(1, 20) AS m
      """;

  @Autowired Streams streams;
  @Autowired StreamEvents events;
  @Autowired StreamWriter writer;
  @Autowired RunningStreams running;
  @Autowired Housekeeping housekeeping;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void theHotStatementsUseTheirIndexes() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql(MANY).update();
              database.sql(THEIR_EVENTS).update();
              database.sql("ANALYZE stream").update();
              database.sql("ANALYZE stream_events").update();
              assertNoScan(Streams.FIND, Map.of("id", "req_7", "keep", 600.0));
              assertNoScan(Streams.NEWS, Map.of("ids", new String[] {"req_7", "req_8"}));
              assertNoScan(Streams.SWEEP, Map.of());
              assertNoScan(
                  database
                      .sql("EXPLAIN " + Streams.expiry(Duration.ofMinutes(10)).statement())
                      .params(OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(9_900), 1_000));
              assertNoScan(
                  StreamEvents.AFTER,
                  Map.of("slot", 1, "id", "req_7", "number", 30L, "limit", 65_536));
              assertNoScan(StreamEvents.LAST, Map.of("slot", 1, "id", "req_7"));
              transaction.setRollbackOnly();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE stream SET state = 'ended'",
        "UPDATE stream SET alive_until = NULL",
        "UPDATE stream SET ended_at = now()",
        "UPDATE stream SET state = 'finished'",
        "UPDATE stream SET slot = 6",
        "UPDATE stream SET refusal_status = 404",
        "UPDATE stream SET state = 'refused', alive_until = NULL, ended_at = now()"
      })
  void aStreamRunsOrHasEndedAndNothingBetween(String change) {
    String id = opened();
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> database.sql(change + " WHERE stream_id = ?").param(id).update());
  }

  @Test
  void aStreamThatHasEndedIsNotSaidToBeCancelledToo() throws Exception {
    OpenStream stream = new OpenStream(opened(), Protocol.OPENAI_CHAT, "any");
    StringBuilder sent = new StringBuilder();
    try (ResumableAnswer answer = running.run(stream, new Written(sent))) {
      answer.begin(
          new Served(
              "any",
              "any/any",
              "att_1",
              true,
              List.of(),
              List.of(),
              List.of(),
              null,
              Duration.ZERO),
          "text/event-stream");
      answer.complete("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
      running.look();
    }

    assertThat(sent).endsWith("data: [DONE]\n\n");
  }

  private record Written(StringBuilder text) implements AnswerSink {
    @Override
    public boolean clientGone() {
      return false;
    }

    @Override
    public void begin(Served served, String contentType) {
      text.append(contentType).append("\n");
    }

    @Override
    public void write(byte[] events) {
      text.append(new String(events, StandardCharsets.UTF_8));
    }

    @Override
    public void complete(byte[] events) {
      write(events);
    }

    @Override
    public void fail(Failure failure, byte[] events) {
      write(events);
    }

    @Override
    public void whole(Served served, String contentType, byte[] body) {
      write(body);
    }
  }

  @Test
  void whatManyStreamsStoreAtATimeIsStoredOfEachInItsOrder() throws Exception {
    List<String> ids = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int stream = 0; stream < 40; stream++) {
        String id = opened();
        ids.add(id);
        running.add(
            threads.submit(
                () -> {
                  for (int number = 1; number <= 25; number++) {
                    assertThat(writer.store(part(id, number))).isTrue();
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }

    for (String id : ids) {
      StoredStream stream = streams.find(id).orElseThrow();
      assertThat(events.after(stream, 0, 1_000_000))
          .extracting(StreamPart::last)
          .hasSize(25)
          .isSorted();
      assertThat(events.after(stream, 20, 1_000_000))
          .extracting(StreamPart::first)
          .containsExactly(21L, 22L, 23L, 24L, 25L);
      assertThat(events.after(stream, 20, 20)).hasSize(2);
      assertThat(events.last(stream)).isEqualTo(25);
    }
  }

  @Test
  void nothingIsStoredOfAStreamThatWasClosed() throws Exception {
    String id = opened();
    streams.cancel(id);

    assertThat(writer.store(part(id, 1))).isFalse();
    assertThat(events.last(streams.find(id).orElseThrow())).isZero();
  }

  @Test
  void whatNobodyRunsAnyMoreIsClosedByWhoeverReadsIt() {
    String id = opened();
    streams.lose(id);
    assertThat(streams.find(id).orElseThrow().state()).isEqualTo(StreamState.RUNNING);
    database
        .sql("UPDATE stream SET alive_until = now() - interval '1 second' WHERE stream_id = ?")
        .param(id)
        .update();

    assertThat(streams.find(id).orElseThrow().overdue()).isTrue();
    streams.lose(id);

    assertThat(streams.find(id).orElseThrow().state()).isEqualTo(StreamState.LOST);
    assertThat(streams.renew(List.of(id))).isEmpty();
  }

  @Test
  void aPartitionIsEmptiedWhenNothingInItCanBeResumedAndNotBefore() throws Exception {
    String id = opened();
    assertThat(writer.store(part(id, 1))).isTrue();
    int slot = streams.find(id).orElseThrow().slot();
    int old = (slot + 3) % 6;
    database.sql("UPDATE stream SET slot = ? WHERE stream_id = ?").params(old, id).update();
    database.sql("UPDATE stream_events SET slot = ? WHERE stream_id = ?").params(old, id).update();

    events.expire(Duration.ofMinutes(10));
    assertThat(events.last(streams.find(id).orElseThrow())).isEqualTo(1);

    database
        .sql(
            "UPDATE stream SET state = 'ended', alive_until = NULL, ended_at = now() - interval"
                + " '11 minutes' WHERE slot = ?")
        .param(old)
        .update();
    long before = events.size();
    assertThat(events.expire(Duration.ofMinutes(10))).isPositive();

    assertThat(events.last(streams.find(id).orElseThrow())).isZero();
    assertThat(events.size()).isLessThan(before);
  }

  @Test
  void streamsAreForgottenAWhileAfterTheyExpired() {
    String id = opened();
    database
        .sql(
            "UPDATE stream SET state = 'ended', alive_until = NULL, ended_at = now() - interval"
                + " '2 hours' WHERE stream_id = ?")
        .param(id)
        .update();

    assertThat(housekeeping.run()).isPositive();
    assertThat(streams.find(id)).isEmpty();
  }

  private String opened() {
    String id = IdKind.REQUEST.next();
    assertThat(streams.open(id, "key", Protocol.OPENAI_CHAT)).isTrue();
    assertThat(streams.open(id, "key", Protocol.OPENAI_CHAT)).isFalse();
    return id;
  }

  private static StreamEntry part(String id, long number) {
    byte[] data = ("data: " + number + "\n\n").getBytes(StandardCharsets.UTF_8);
    return new StreamEntry(id, new StreamPart(number, number, data), null, null);
  }

  private void assertNoScan(String statement, Map<String, ?> parameters) {
    assertNoScan(database.sql("EXPLAIN " + statement).params(parameters));
  }

  private static void assertNoScan(JdbcClient.StatementSpec explain) {
    String plan = String.join("\n", explain.query(String.class).list());
    assertThat(plan).contains("Index").doesNotContain("Seq Scan");
  }
}
