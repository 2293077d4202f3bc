package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.io.IOException;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** What an HTTP status other than success means for the call. */
final class HttpRefusal {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_TEXT = 200;

  private HttpRefusal() {}

  /**
   * The call's outcome. 404 in a session: it is over (2025-11-25, transports, session management,
   * 4); servers made after the SDK's examples answer 400 instead, with a word on sessions.
   */
  static RpcOutcome outcome(ClassicHttpResponse response, boolean inSession) throws IOException {
    int status = response.getCode();
    if (status == 404 && inSession) {
      return new RpcOutcome.SessionExpired();
    }
    String text = text(response);
    if (status == 400 && inSession && text.toLowerCase(Locale.ROOT).contains("session")) {
      return new RpcOutcome.SessionExpired();
    }
    String reason = "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
    return status >= 500 || status == 429
        ? new RpcOutcome.Lost(reason)
        : new RpcOutcome.Unreadable(reason);
  }

  private static String text(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return "";
    }
    byte[] body = response.getEntity().getContent().readNBytes(MAX_BODY);
    return RpcCodec.decode(body).stream()
        .filter(RpcMessage.Failure.class::isInstance)
        .map(RpcMessage.Failure.class::cast)
        .map(RpcMessage.Failure::message)
        .map(message -> message.substring(0, Math.min(message.length(), MAX_TEXT)))
        .findFirst()
        .orElse("");
  }
}
