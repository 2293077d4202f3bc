package dev.signalbox.streaming.provider;

import java.net.URI;
import java.util.Map;

/** How a request shows that it may be made. */
public sealed interface Credential {

  /** The headers for one request. */
  Map<String, String> headers(URI address, byte[] body);

  /** The same headers for every request. They do not show themselves in a log. */
  record Fixed(Map<String, String> headers) implements Credential {

    static final Fixed NONE = new Fixed(Map.of());

    public Fixed {
      headers = Map.copyOf(headers);
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body) {
      return headers;
    }

    @Override
    public String toString() {
      return headers.keySet().toString();
    }
  }
}
