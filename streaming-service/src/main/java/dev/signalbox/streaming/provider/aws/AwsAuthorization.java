package dev.signalbox.streaming.provider.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** How requests to one service of AWS are authorised. */
public sealed interface AwsAuthorization permits BearerToken, Signature {

  /**
   * The headers to add to a request.
   *
   * @param signed headers of the request that the authorisation is to cover where it covers any
   * @throws NoAwsCredentialsException when this process has none
   */
  Map<String, String> headers(String method, URI address, Map<String, String> signed, byte[] body);

  /**
   * By a token when there is one, else by this process's credentials.
   *
   * @param bearerToken empty when there is none
   * @param service as it is named in signatures, as {@code bedrock}
   * @param region as {@code us-east-1}
   */
  static AwsAuthorization of(String bearerToken, String service, String region, Clock clock) {
    return bearerToken.isBlank()
        ? new Signature(service, region, ProcessCredentials.ofDefaultChain(), clock)
        : new BearerToken(bearerToken.strip());
  }
}
