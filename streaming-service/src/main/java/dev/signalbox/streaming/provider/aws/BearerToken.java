package dev.signalbox.streaming.provider.aws;

import java.net.URI;
import java.util.Map;

/** An API key, as Bedrock has them. It does not show itself in a log. */
record BearerToken(String token) implements AwsAuthorization {

  @Override
  public Map<String, String> headers(
      String method, URI address, Map<String, String> signed, byte[] body) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public String toString() {
    return "a bearer token";
  }
}
