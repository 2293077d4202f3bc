package dev.signalbox.streaming.socket;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;

/** What goes wrong on WebSockets and nowhere else. */
public enum SocketProblem implements CataloguedProblem {
  INVALID_MESSAGE("invalid_message", 400, "The message is not understood"),
  LIMIT_REACHED(
      "websocket_connection_limit_reached", 400, "This connection takes no more requests"),
  NO_CREDIT("no_credit", 408, "The client gave no credit for too long"),
  ID_IN_USE("stream_id_in_use", 409, "A stream with this id still runs on the connection"),
  UPGRADE_REQUIRED("upgrade_required", 426, "This path takes WebSockets only"),
  TOO_MANY_STREAMS("too_many_streams", 429, "Too many streams run or wait on the connection"),
  CANCELLED("cancelled", 499, "The stream was cancelled by its client"),
  CLIENT_GONE("client_gone", 499, "The connection was closed"),
  TOO_MANY_CONNECTIONS("too_many_connections", 503, "No more connections are taken at the moment");

  private final CatalogueEntry entry;

  SocketProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }

  /** For a client. */
  public ProtocolError error() {
    return error(title() + '.', null);
  }

  ProtocolError error(String message, @Nullable String field) {
    return new ProtocolError(status(), code(), message, field);
  }
}
