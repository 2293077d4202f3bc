package dev.signalbox.standalone.supervise;

import java.time.Duration;

/** Where a part is between nothing and ready. */
sealed interface PartState {

  /** Not begun: another part has to be ready first. */
  record Waiting(String detail) implements PartState {}

  /** Unpacking, initialising: no process yet. */
  record Preparing(String detail) implements PartState {}

  /** Its process runs and does not answer yet. */
  record Starting(String detail) implements PartState {}

  record Ready() implements PartState {}

  /** It died and will be started again. */
  record Restarting(int failures, String cause, Duration delay) implements PartState {}

  record Stopping() implements PartState {}

  record Stopped() implements PartState {}

  /** The word for it in {@code status}. */
  default String word() {
    return switch (this) {
      case Waiting _ -> "waiting";
      case Preparing _ -> "preparing";
      case Starting _ -> "starting";
      case Ready _ -> "ready";
      case Restarting restarting ->
          restarting.failures() >= BackOff.CRASH_LOOP ? "crash-looping" : "restarting";
      case Stopping _ -> "stopping";
      case Stopped _ -> "stopped";
    };
  }

  /** What a person wants to know beyond the word; may be empty. */
  default String detail() {
    return switch (this) {
      case Waiting waiting -> waiting.detail();
      case Preparing preparing -> preparing.detail();
      case Starting starting -> starting.detail();
      case Restarting restarting ->
          "%s; again in %.1f s".formatted(restarting.cause(), restarting.delay().toMillis() / 1e3)
              + (restarting.failures() >= BackOff.CRASH_LOOP
                  ? ", failed " + restarting.failures() + " times in a row"
                  : "");
      case Ready _, Stopping _, Stopped _ -> "";
    };
  }
}
