package dev.signalbox.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class FailureHeadersTests {
  private final Headers headers = new RecordHeaders();

  @Test
  void nameTheFailureAndNotWhatItIsWrappedIn() {
    write(
        new ListenerExecutionFailedException(
            "listener",
            new BatchListenerFailedException("batch", new IllegalStateException("why"), 3)));

    assertThat(header("kafka_dlt-exception-fqcn")).isEqualTo("java.lang.IllegalStateException");
    assertThat(header("kafka_dlt-exception-message")).isEqualTo("why");
    assertThat(header("kafka_dlt-exception-stacktrace")).contains("FailureHeadersTests");
  }

  @Test
  void areShortHoweverMuchAFailureSays() {
    write(new IllegalStateException("x".repeat(100_000)));

    assertThat(header("kafka_dlt-exception-message")).hasSize(2_000);
    assertThat(header("kafka_dlt-exception-stacktrace")).hasSize(10_000);
  }

  @Test
  void takeThePlaceOfThoseOfAnEarlierFailure() {
    write(new IllegalStateException("first"));
    write(new IllegalStateException("second"));

    assertThat(headers.headers("kafka_dlt-exception-message")).hasSize(1);
    assertThat(header("kafka_dlt-exception-message")).isEqualTo("second");
  }

  @SuppressWarnings("NullAway") // The names are not asked for.
  private void write(Exception failure) {
    HeaderNames unused = null;
    new FailureHeaders().create(headers, failure, false, unused);
  }

  private String header(String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
