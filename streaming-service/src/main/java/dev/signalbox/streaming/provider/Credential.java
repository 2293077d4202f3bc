package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.provider.aws.AwsAuthorization;
import java.net.URI;
import java.util.Map;

/** How a request shows that it may be made. */
public sealed interface Credential {

  /**
   * The headers for one request.
   *
   * @throws dev.signalbox.streaming.provider.aws.NoAwsCredentialsException when there are none
   */
  Map<String, String> headers(URI address, byte[] body);

  /** A signature of each request, or a token, as AWS wants it. */
  record Aws(AwsAuthorization authorization) implements Credential {

    @Override
    public Map<String, String> headers(URI address, byte[] body) {
      return authorization.headers(
          "POST", address, Map.of("Content-Type", "application/json"), body);
    }

    @Override
    public String toString() {
      return "AWS";
    }
  }

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
