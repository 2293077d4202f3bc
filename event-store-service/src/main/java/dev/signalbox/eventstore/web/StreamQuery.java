package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.StreamRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which events of a stream a client asks for.
 *
 * @param direction {@code forwards}, unless {@code backwards} is said
 * @param fromVersion where to begin; usually at the end that lies behind
 * @param asOf only what was recorded by then
 */
record StreamQuery(
    @Nullable @Pattern(regexp = "forwards|backwards") String direction,
    @BindParam("from_version") @Nullable @Min(1) Long fromVersion,
    @BindParam("as_of") @Nullable Instant asOf,
    @Nullable String cursor) {

  StreamRange range() {
    if ("backwards".equals(direction)) {
      long from = fromVersion == null ? Long.MAX_VALUE : fromVersion;
      return StreamRange.backFrom(StreamCursor.from(cursor, from)).asOf(asOf);
    }
    long from = fromVersion == null ? 1 : fromVersion;
    return StreamRange.from(StreamCursor.from(cursor, from)).asOf(asOf);
  }
}
