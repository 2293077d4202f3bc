package dev.signalbox.streaming.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of an answer is kept, and when; all of it is passed on in any case. */
class KeptAnswerTests {

  private static final int MOST = 8;

  private final List<String> sent = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();

  @Test
  void aCompleteStreamIsKeptBeforeItsLastBytesGoOut() throws IOException {
    KeptAnswer answer = answer(() -> assertThat(sent).containsExactly("1234"));

    answer.begin(served(), "text/event-stream");
    answer.write(bytes("1234"));
    answer.complete(bytes("5678"));

    assertThat(kept).containsExactly("stream 12345678");
    assertThat(sent).containsExactly("1234", "5678");
  }

  @Test
  void anAnswerInOnePieceIsKept() throws IOException {
    answer(() -> {}).whole(served(), "application/json", bytes("{}"));

    assertThat(kept).containsExactly("whole {}");
    assertThat(sent).containsExactly("{}");
  }

  @Test
  void anAnswerThatIsTooLongIsNotKept() throws IOException {
    KeptAnswer answer = answer(() -> {});

    answer.begin(served(), "text/event-stream");
    answer.write(bytes("12345678"));
    answer.write(bytes("9"));
    answer.complete(bytes("0"));

    assertThat(kept).isEmpty();
    assertThat(sent).containsExactly("12345678", "9", "0");
  }

  @Test
  void anAnswerThatFailsIsNotKept() throws IOException {
    KeptAnswer answer = answer(() -> {});

    answer.begin(served(), "text/event-stream");
    answer.fail(new Failure.Broken(Failure.Broken.Fault.CUT, "It broke off."), bytes("error"));

    assertThat(kept).isEmpty();
    assertThat(sent).containsExactly("error");
  }

  @Test
  void anAnswerOfAFallbackIsNotKept() throws IOException {
    answer(() -> {}).whole(served("openai/gpt-4=provider_error"), "application/json", bytes("{}"));

    assertThat(kept).isEmpty();
    assertThat(sent).containsExactly("{}");
  }

  private KeptAnswer answer(Runnable whenKept) {
    return new KeptAnswer(
        new Sink(),
        MOST,
        (heading, stream, body) -> {
          whenKept.run();
          kept.add((stream ? "stream " : "whole ") + new String(body, StandardCharsets.UTF_8));
        });
  }

  private static Served served(String... passedOver) {
    return new Served(
        "openai",
        "openai/gpt-4o",
        "att_1",
        false,
        List.of(passedOver),
        List.of(),
        List.of(),
        null,
        Duration.ZERO);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Sink implements AnswerSink {
    @Override
    public boolean clientGone() {
      return false;
    }

    @Override
    public void begin(Served served, String contentType) {}

    @Override
    public void write(byte[] events) {
      sent.add(new String(events, StandardCharsets.UTF_8));
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
}
