package dev.signalbox.streaming.provider.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * As whom this process acts. They are found as the SDK finds them: in the environment ({@code
 * AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}), in a profile, from
 * the container or from the machine; those that expire are renewed. Looking for them can take
 * seconds, the first time and when there are none.
 */
record ProcessCredentials(AwsCredentialsProvider provider) {

  /** Always the same one, which keeps what it has found until that expires. */
  static ProcessCredentials ofDefaultChain() {
    return DefaultChain.CREDENTIALS;
  }

  private static final class DefaultChain {

    static final ProcessCredentials CREDENTIALS =
        new ProcessCredentials(DefaultCredentialsProvider.builder().build());
  }

  AwsCredentialsIdentity current() {
    try {
      return provider.resolveCredentials();
    } catch (SdkClientException e) {
      throw new NoAwsCredentialsException(e);
    }
  }
}
