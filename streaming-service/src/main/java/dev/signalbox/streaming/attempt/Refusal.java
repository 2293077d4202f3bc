package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.limit.Standing;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when its request gets no answer, and nothing was sent.
 *
 * @param providers the provider's own error object, to be relayed as it is
 * @param standings how the limits stand that were in the way
 * @param passedOver the models that were tried or left out, with the reason
 */
public record Refusal(
    ProtocolError error,
    @Nullable Duration retryAfter,
    @Nullable String providers,
    List<Standing> standings,
    List<String> passedOver) {

  private static final Duration METER_RETRY = Duration.ofSeconds(5);

  /**
   * What an exception means for the client; one that means nothing for it is thrown again.
   *
   * @param cause of those that {@link AnswerCall#answer} throws
   */
  public static Refusal of(RuntimeException cause) {
    return switch (cause) {
      case InvalidRequestException e ->
          of(new ProtocolError(400, "invalid_request", String.valueOf(e.getMessage()), e.field()));
      case RefusedException e ->
          new Refusal(
              new ProtocolError(e.status(), e.code(), String.valueOf(e.getMessage()), e.param()),
              e.retryAfter(),
              e.body(),
              e.standings(),
              e.passedOver());
      case MeterUnavailableException ignored ->
          new Refusal(
              new ProtocolError(
                  503,
                  "metering_unavailable",
                  "No attempt is made, because it could not be recorded. Try again shortly.",
                  null),
              METER_RETRY,
              null,
              List.of(),
              List.of());
      default -> throw cause;
    };
  }

  /** Something of our own is in the way. */
  public static Refusal of(ProtocolError error) {
    return new Refusal(error, null, null, List.of(), List.of());
  }

  /** The body of the answer. */
  public byte[] body(WireProtocol protocol) {
    return providers == null ? protocol.error(error) : providers.getBytes(StandardCharsets.UTF_8);
  }
}
