package dev.signalbox.kit.kafka;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.ExceptionHeadersCreator;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Says in a dead letter why it was parked: the failure itself, without what the container wrapped
 * it in, and shortly, because the record may be as large as records can be.
 */
final class FailureHeaders implements ExceptionHeadersCreator {
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_TRACE = 10_000;

  @Override
  public void create(Headers headers, Exception exception, boolean isKey, HeaderNames names) {
    Throwable failure = unwrapped(exception);
    set(headers, KafkaHeaders.DLT_EXCEPTION_FQCN, failure.getClass().getName());
    set(
        headers,
        KafkaHeaders.DLT_EXCEPTION_MESSAGE,
        upTo(LONGEST_MESSAGE, String.valueOf(failure.getMessage())));
    set(headers, KafkaHeaders.DLT_EXCEPTION_STACKTRACE, upTo(LONGEST_TRACE, trace(failure)));
  }

  private static Throwable unwrapped(Exception exception) {
    Throwable failure = exception;
    while (failure instanceof KafkaException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String upTo(int length, String text) {
    return text.substring(0, Math.min(length, text.length()));
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
