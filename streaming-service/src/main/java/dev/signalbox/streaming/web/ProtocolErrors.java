package dev.signalbox.streaming.web;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends errors as the client's protocol words them. */
final class ProtocolErrors {

  /** Does nothing if an answer has already begun. */
  void send(
      HttpServletResponse response,
      WireProtocol protocol,
      ProtocolError error,
      @Nullable Duration retryAfter)
      throws IOException {
    relay(response, protocol, error, retryAfter, protocol.error(error));
  }

  /** Sends a provider's own error object. */
  void relay(
      HttpServletResponse response,
      WireProtocol protocol,
      ProtocolError error,
      @Nullable Duration retryAfter,
      byte[] body)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(error.status());
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    protocol.errorHeaders(error).forEach(response::setHeader);
    if (retryAfter != null) {
      response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
