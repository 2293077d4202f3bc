package dev.signalbox.streaming.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.meter.Attempted;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.meter.Usage;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuoteLinesTests {

  private final List<List<String>> rounds = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Boolean> mayAnswer = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Integer> began = new LinkedBlockingQueue<>();
  private final QuoteLines lines = new QuoteLines(this::asked);

  @Test
  void whatComesWhileAQuestionIsOnItsWayIsAskedWithTheNext() throws Exception {
    CompletableFuture<Optional<Quote>> first = lines.ask(of("key_1"), attempt("1"));
    began.take();
    List<CompletableFuture<Optional<Quote>>> later = new ArrayList<>();
    for (int number = 2; number <= 60; number++) {
      later.add(lines.ask(of("key_1"), attempt(Integer.toString(number))));
    }
    answer(true, true, true);

    assertThat(costOf(first)).isEqualTo("1");
    for (int at = 0; at < later.size(); at++) {
      assertThat(costOf(later.get(at))).isEqualTo(Integer.toString(at + 2));
    }
    assertThat(rounds).extracting(List::size).containsExactly(1, 50, 9);
  }

  @Test
  void callersAreNotAskedForTogether() throws Exception {
    CompletableFuture<Optional<Quote>> one = lines.ask(of("key_1"), attempt("1"));
    began.take();
    CompletableFuture<Optional<Quote>> other = lines.ask(of("key_2"), attempt("2"));
    answer(true, true);

    assertThat(costOf(one)).isEqualTo("1");
    assertThat(costOf(other)).isEqualTo("2");
    assertThat(rounds).containsExactlyInAnyOrder(List.of("1"), List.of("2"));
  }

  @Test
  void whoHasGivenUpIsNotAskedForAndAFailureIsOfItsRoundOnly() throws Exception {
    CompletableFuture<Optional<Quote>> first = lines.ask(of("key_1"), attempt("1"));
    began.take();
    CompletableFuture<Optional<Quote>> gone = lines.ask(of("key_1"), attempt("2"));
    CompletableFuture<Optional<Quote>> next = lines.ask(of("key_1"), attempt("3"));
    gone.cancel(false);
    answer(false, true);

    assertThatThrownBy(() -> costOf(first))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(costOf(next)).isEqualTo("3");
    assertThat(rounds).containsExactly(List.of("1"), List.of("3"));
  }

  private List<Optional<Quote>> asked(List<Quotable> attempts)
      throws IOException, InterruptedException {
    rounds.add(attempts.stream().map(Quotable::attemptId).toList());
    began.add(attempts.size());
    if (!mayAnswer.take()) {
      throw new IOException("no answer");
    }
    return attempts.stream()
        .map(attempt -> Optional.of(new Quote(Usd.of(attempt.attemptId()), "a-price")))
        .toList();
  }

  private void answer(Boolean... answers) {
    mayAnswer.addAll(List.of(answers));
  }

  private static String costOf(CompletableFuture<Optional<Quote>> answer) throws Exception {
    return answer
        .get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)
        .orElseThrow()
        .cost()
        .toString();
  }

  private static Origin of(String key) {
    return new Origin("req_1", null, null, null, null, key, "ada", "engines", List.of());
  }

  private static Quotable attempt(String id) {
    return new Quotable(
        id,
        new Attempted("openai", "gpt-4o", "gpt-4o", "chat", true, true, 7),
        Instant.EPOCH,
        new Usage.Estimated(TokenBuckets.of(7, 2)));
  }
}
