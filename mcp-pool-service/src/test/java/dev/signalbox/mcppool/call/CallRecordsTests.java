package dev.signalbox.mcppool.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.commit.GroupCommitSettings;
import dev.signalbox.kit.commit.Grouping;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.testing.HeldOutbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CallRecordsTests {
  private static final Caller CALLER = new Caller("key-1", "key-1", null, null, Set.of(), null);

  private final HeldOutbox outbox = new HeldOutbox();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GroupCommit<Event, Event> commits =
      new GroupCommit<>(
          new CommitRecords(outbox, TransactionOperations.withoutTransaction()),
          Grouping.ofAny(),
          new GroupCommitSettings(1, 1, 500, 1000, Duration.ofSeconds(30)));
  private final CallRecords records =
      new CallRecords(
          new Events("test", Clock.systemUTC(), JsonMapper.builder().build(), () -> null),
          commits,
          new Redaction(new AuditProperties(Set.of())),
          meters);

  @Test
  void aCallEndsWhenItsRecordIsCommitted() throws Exception {
    Thread call = end("echo");
    outbox.awaitBegun();
    assertThat(call.isAlive()).isTrue();

    outbox.let(1);
    call.join();
    assertThat(tools(outbox.batches())).containsExactly(List.of("echo"));
  }

  @Test
  void callsThatEndDuringACommitShareTheNext() throws Exception {
    List<Thread> calls = whileACommitIsUnderWay(20, "echo");
    outbox.let(2);
    for (Thread call : calls) {
      call.join();
    }

    assertThat(outbox.batches()).extracting(List::size).containsExactly(1, 20);
    assertThat(unrecorded()).isZero();
  }

  @Test
  void aRecordThatCannotBeWrittenCostsNoOtherItsOwn() throws Exception {
    outbox.refuse(event -> event.data().path("tool").asString("").equals("large"));
    List<Thread> calls = whileACommitIsUnderWay(3, "echo", "large");
    outbox.let(10);
    for (Thread call : calls) {
      call.join();
    }

    assertThat(tools(outbox.batches()).stream().flatMap(List::stream))
        .containsExactly("echo", "echo", "echo", "echo");
    assertThat(unrecorded()).isEqualTo(1);
  }

  @Test
  void aCallWhoseCallerLeftIsRecordedToo() {
    outbox.let(1);
    AtomicInteger stillInterrupted = new AtomicInteger();
    CompletableFuture.runAsync(
            () -> {
              Thread.currentThread().interrupt();
              begin("echo").end(CallOutcome.TIMED_OUT, null);
              stillInterrupted.addAndGet(Thread.interrupted() ? 1 : 0);
            })
        .join();

    assertThat(outbox.batches()).hasSize(1);
    assertThat(stillInterrupted).hasValue(1);
  }

  private List<Thread> whileACommitIsUnderWay(int count, String tool, String... more) {
    List<Thread> calls = new ArrayList<>(List.of(end(tool)));
    outbox.awaitBegun();
    IntStream.range(0, count).forEach(number -> calls.add(end(tool)));
    List.of(more).forEach(other -> calls.add(end(other)));
    await().until(() -> commits.waiting() == count + more.length);
    return calls;
  }

  private Thread end(String tool) {
    return Thread.startVirtualThread(() -> begin(tool).end(CallOutcome.COMPLETED, null));
  }

  private CallRecords.Running begin(String tool) {
    return records.begin(
        new ServerId("everything"), tool, JsonNodeFactory.instance.objectNode(), CALLER);
  }

  private double unrecorded() {
    return meters.counter("signalbox.mcp.calls.unrecorded").count();
  }

  private static List<List<String>> tools(List<List<Event>> batches) {
    return batches.stream()
        .map(batch -> batch.stream().map(event -> event.data().path("tool").asString("")).toList())
        .toList();
  }
}
