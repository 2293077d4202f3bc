package dev.signalbox.streaming.meter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  COMPLETED,
  CLIENT_GONE,
  PROVIDER_ERROR,
  TIMED_OUT,
  /** The process that made it died, or could not tell. */
  LOST;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
