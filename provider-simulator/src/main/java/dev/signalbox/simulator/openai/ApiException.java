package dev.signalbox.simulator.openai;

import org.jspecify.annotations.Nullable;

/** A request the protocol refuses. */
final class ApiException extends RuntimeException {

  private final int status;
  private final @Nullable String param;
  private final @Nullable String code;

  ApiException(int status, String message, @Nullable String param, @Nullable String code) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }

  static ApiException invalid(String message, @Nullable String param) {
    return new ApiException(400, message, param, null);
  }

  int status() {
    return status;
  }

  @Nullable String param() {
    return param;
  }

  @Nullable String code() {
    return code;
  }
}
