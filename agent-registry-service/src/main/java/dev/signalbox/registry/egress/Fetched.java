package dev.signalbox.registry.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was read whole.
 *
 * @param took from the request to the end of the answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fetched(int status, @Nullable String etag, byte[] body, Duration took) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
