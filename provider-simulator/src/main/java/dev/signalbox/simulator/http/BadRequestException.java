package dev.signalbox.simulator.http;

import java.io.IOException;

/** The bytes that came are no HTTP/1.1 request this server takes. */
final class BadRequestException extends IOException {

  private final int status;

  BadRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
