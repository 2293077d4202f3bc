package dev.signalbox.streaming.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The expected signatures are those that AWS's JavaScript SDK makes of the same requests. */
class AwsAuthorizationTests {

  private static final String KEY_ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:36:00Z"), ZoneOffset.UTC);
  private static final URI ADDRESS =
      URI.create(
          "https://bedrock-runtime.us-east-1.amazonaws.com"
              + "/model/anthropic.claude-opus-4-5-20251101-v1%3A0/converse");
  private static final Map<String, String> SIGNED = Map.of("Content-Type", "application/json");
  private static final byte[] BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"zażółć\"}]}]}"
          .getBytes(StandardCharsets.UTF_8);

  @AfterEach
  void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void aRequestIsSignedWithItsEncodedPathAndItsBody() {
    Map<String, String> headers =
        signature(() -> AwsBasicCredentials.create(KEY_ID, SECRET))
            .headers("POST", ADDRESS, SIGNED, BODY);

    assertThat(headers)
        .containsOnly(
            Map.entry("X-Amz-Date", "20260301T123600Z"),
            Map.entry(
                "x-amz-content-sha256",
                "ced25d7de72321c7764a37cb451b731766c4f0c8e2d174dfb28ee0f25e87dd16"),
            Map.entry(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/us-east-1/bedrock/aws4_request,"
                    + " SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"
                    + " Signature="
                    + "a7f9469b67540625476bf2adb4377ee1ee74e7f5769e82a7570561bd452c40fc"));
  }

  @Test
  void theTokenOfASessionIsSentAndSigned() {
    Map<String, String> headers =
        signature(() -> AwsSessionCredentials.create(KEY_ID, SECRET, "token/+="))
            .headers("POST", ADDRESS, SIGNED, BODY);

    assertThat(headers)
        .containsEntry("X-Amz-Security-Token", "token/+=")
        .hasEntrySatisfying(
            "Authorization",
            authorization ->
                assertThat(authorization)
                    .contains("x-amz-date;x-amz-security-token,")
                    .endsWith(
                        "Signature="
                            + "34b1bafd0b818a1a75bea54560a35fc69b6b0d45976259527bc10296d6156093"));
  }

  @Test
  void credentialsAreFoundWhereTheSdkFindsThem() {
    System.setProperty("aws.accessKeyId", "AKIDOFPROCESS");
    System.setProperty("aws.secretAccessKey", SECRET);

    assertThat(
            AwsAuthorization.of("", "bedrock", "us-east-1", CLOCK)
                .headers("POST", ADDRESS, SIGNED, BODY))
        .hasEntrySatisfying(
            "Authorization",
            authorization ->
                assertThat(authorization).contains("Credential=AKIDOFPROCESS/20260301/"));
  }

  @Test
  void whatWasFoundIsKeptForWhoeverAsksNext() {
    assertThat(ProcessCredentials.ofDefaultChain()).isSameAs(ProcessCredentials.ofDefaultChain());
  }

  @Test
  void aTokenGoesBeforeCredentialsAndStaysOutOfLogs() {
    AwsAuthorization authorization =
        AwsAuthorization.of(" bedrock-api-key \n", "bedrock", "us-east-1", CLOCK);

    assertThat(authorization.headers("POST", ADDRESS, SIGNED, BODY))
        .containsExactly(Map.entry("Authorization", "Bearer bedrock-api-key"));
    assertThat(authorization.toString()).doesNotContain("bedrock-api-key");
  }

  @Test
  void aProcessWithoutCredentialsIsToldSo() {
    AwsAuthorization authorization =
        signature(
            () -> {
              throw SdkClientException.create("Unable to load credentials");
            });

    assertThatExceptionOfType(NoAwsCredentialsException.class)
        .isThrownBy(() -> authorization.headers("POST", ADDRESS, SIGNED, BODY))
        .withMessageContaining("Unable to load credentials");
  }

  private static Signature signature(AwsCredentialsProvider credentials) {
    return new Signature("bedrock", "us-east-1", new ProcessCredentials(credentials), CLOCK);
  }
}
