package dev.signalbox.streaming.provider.aws;

/** This process has no credentials for AWS, or those it has cannot be renewed now. */
public final class NoAwsCredentialsException extends RuntimeException {

  NoAwsCredentialsException(Throwable cause) {
    super("There are no credentials for AWS: " + cause.getMessage(), cause);
  }
}
