package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** What an HTTP status other than success means for the call. */
final class HttpRefusal {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_TEXT = 200;

  private HttpRefusal() {}

  /**
   * The call's outcome. 404 in a session: it is over (2025-11-25, transports, session management,
   * 4); servers made after the SDK's examples answer 400 instead, with a word on sessions. An error
   * of the protocol in the body counts for more than the status (2026-07-28, streamable HTTP,
   * protocol version header), but for those that say the server is not well.
   */
  static RpcOutcome outcome(ClassicHttpResponse response, boolean inSession) throws IOException {
    int status = response.getCode();
    if (status == 404 && inSession) {
      return new RpcOutcome.SessionExpired();
    }
    Optional<RpcMessage.Failure> error = error(response);
    String text = error.map(RpcMessage.Failure::message).map(HttpRefusal::shortened).orElse("");
    if (status == 400 && inSession && text.toLowerCase(Locale.ROOT).contains("session")) {
      return new RpcOutcome.SessionExpired();
    }
    String reason = "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
    if (status >= 500 || status == 429) {
      return new RpcOutcome.Lost(reason);
    }
    return error
        .<RpcOutcome>map(
            failure -> new RpcOutcome.Refused(failure.code(), failure.message(), failure.data()))
        .orElseGet(() -> new RpcOutcome.Unreadable(reason));
  }

  private static Optional<RpcMessage.Failure> error(ClassicHttpResponse response)
      throws IOException {
    if (response.getEntity() == null) {
      return Optional.empty();
    }
    byte[] body = response.getEntity().getContent().readNBytes(MAX_BODY);
    return RpcCodec.decode(body).stream()
        .filter(RpcMessage.Failure.class::isInstance)
        .map(RpcMessage.Failure.class::cast)
        .findFirst();
  }

  private static String shortened(String message) {
    return message.substring(0, Math.min(message.length(), MAX_TEXT));
  }
}
