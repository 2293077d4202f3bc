package dev.signalbox.kit.sample;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.sse.SseStreams;
import dev.signalbox.kit.sse.SseWriter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Does one thing of each kind. */
@RestController
@RequestMapping("/api/v1")
public class SampleController {
  private final Events events;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final SseStreams streams;
  private final AtomicInteger orders = new AtomicInteger();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  SampleController(
      Events events, Outbox outbox, TransactionOperations transactions, SseStreams streams) {
    this.events = events;
    this.outbox = outbox;
    this.transactions = transactions;
    this.streams = streams;
  }

  record Line(@NotBlank String articleName, int count) {}

  record Order(@NotBlank String customerName, @Nullable Usd limit, List<@Valid Line> lines) {}

  record Confirmation(String orderId, Instant createdAt, @Nullable Usd limit, int number) {}

  /** Who is asking. */
  record Who(
      String subject, @Nullable String keyId, @Nullable String team, java.util.Set<Role> roles) {}

  @GetMapping("/whoami")
  Who whoami(Caller caller) {
    return new Who(caller.subject(), caller.keyId(), caller.team(), caller.roles());
  }

  @GetMapping("/secrets/{name}")
  Map<String, String> secret(@PathVariable String name) {
    return Map.of("name", name);
  }

  @GetMapping("/numbers")
  Map<String, Integer> number(@RequestParam int value) {
    return Map.of("value", 100 / value);
  }

  @GetMapping("/torn")
  void torn(HttpServletResponse response) throws IOException {
    response.getOutputStream().print("the first part");
    response.flushBuffer();
    throw new IllegalStateException("there is no second part");
  }

  @PostMapping("/orders")
  @ResponseStatus(HttpStatus.CREATED)
  Confirmation order(@Valid @RequestBody Order order) {
    String id = IdKind.RUN.next();
    transactions.executeWithoutResult(
        status ->
            outbox.publish(
                Topics.RUNS,
                "order/" + id,
                events.create("signalbox.order.placed.v1", "order/" + id, order)));
    return new Confirmation(
        id, Instant.parse("2026-11-20T12:00:00Z"), order.limit(), orders.incrementAndGet());
  }

  @PostMapping("/stream")
  void stream(HttpServletResponse response) throws IOException {
    try (SseWriter writer = streams.open(response)) {
      writer.send("1", "delta", Map.of("text", "one"));
      writer.send("2", "done", Map.of("text", "two"));
    }
  }

  @PostMapping("/endless")
  void endless(HttpServletResponse response) throws IOException, InterruptedException {
    try (SseWriter writer = streams.open(response)) {
      writer.onDisconnect(hungUp::countDown);
      writer.send("1", "delta", Map.of("text", "one"));
      if (!hungUp.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody hung up");
      }
    }
  }

  @GetMapping("/hung-up")
  Map<String, Boolean> hungUp(@RequestParam("within_millis") long withinMillis)
      throws InterruptedException {
    return Map.of("hung_up", hungUp.await(withinMillis, TimeUnit.MILLISECONDS));
  }
}
