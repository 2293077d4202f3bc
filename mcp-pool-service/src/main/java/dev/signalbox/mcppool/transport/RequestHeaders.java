package dev.signalbox.mcppool.transport;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of each request, which may have to be renewed. */
public interface RequestHeaders {

  /**
   * Those of the next request; their values may be secret.
   *
   * @throws IOException if there are none now, with a reason for people
   */
  Map<String, String> current() throws IOException;

  /**
   * The server refused a request for want of a good {@code Authorization}.
   *
   * @param authorization what that header was
   * @return whether the next request may have another one
   */
  default boolean refused(@Nullable String authorization) {
    return false;
  }

  /**
   * The server refused a request because its {@code Authorization} does not go as far.
   *
   * @param challenge the header {@code WWW-Authenticate}
   * @return what to say of it; empty if it was refused for something else
   */
  default Optional<String> forbidden(String challenge) {
    return Optional.empty();
  }

  static RequestHeaders fixed(Map<String, String> headers) {
    Map<String, String> copy = Map.copyOf(headers);
    return () -> copy;
  }
}
