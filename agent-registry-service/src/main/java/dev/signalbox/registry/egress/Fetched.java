package dev.signalbox.registry.egress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was read whole.
 *
 * @param mediaType what it is, without parameters; empty if it does not say
 * @param took from the request to the end of the answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fetched(
    int status, @Nullable String etag, String mediaType, byte[] body, Duration took) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
