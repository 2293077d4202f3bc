package dev.signalbox.streaming.provider.aws;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** AWS's Signature Version 4, with a checksum of the body. */
final class Signature implements AwsAuthorization {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final String HOST = "Host";

  private final String service;
  private final String region;
  private final ProcessCredentials credentials;
  private final Clock clock;

  Signature(String service, String region, ProcessCredentials credentials, Clock clock) {
    this.service = service;
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public Map<String, String> headers(
      String method, URI address, Map<String, String> signed, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
    signed.forEach(request::putHeader);
    SignedRequest result =
        SIGNER.sign(
            sign ->
                sign.identity(credentials.current())
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    return added(result.request(), signed.keySet());
  }

  /** Every client sends the host by itself. */
  private static Map<String, String> added(SdkHttpRequest request, Set<String> before) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(before);
    known.add(HOST);
    Map<String, String> added = new HashMap<>();
    request.forEachHeader(
        (name, values) -> {
          if (!known.contains(name)) {
            added.put(name, String.join(",", values));
          }
        });
    return added;
  }
}
