package dev.signalbox.gateway.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/** Says in one line why the gateway does not start, in place of a stack trace. */
final class StartRefusalReporter implements SpringBootExceptionReporter {
  private static final Logger LOGGER = LoggerFactory.getLogger(StartRefusalReporter.class);

  @Override
  public boolean reportException(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefusedException refusal) {
        LOGGER.error("The gateway does not start: {}", refusal.getMessage());
        return true;
      }
    }
    return false;
  }
}
