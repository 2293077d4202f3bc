package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Figure;
import dev.signalbox.benchmark.Tail;
import java.util.Optional;

/** The kinds of figures. */
enum Metric implements Figure {
  LATENCY("latency", "ms", Tail.OWN),
  ADDED_LATENCY("added_latency", "ms", Tail.OWN),
  RATE("requests_per_second", "requests/s", Tail.LOWEST),
  FAILED_REQUESTS("failed_requests", "requests", Tail.HIGHEST),
  FIRST_TOKEN("first_token", "ms", Tail.OWN),
  ADDED_FIRST_TOKEN("added_first_token", "ms", Tail.OWN),
  TOKEN_GAP("inter_token_gap", "ms", Tail.OWN),
  ADDED_TOKEN_GAP("added_inter_token_gap", "ms", Tail.OWN),
  HELD_STREAMS("held_streams", "streams", Tail.LOWEST),
  FAILED_STREAMS("failed_streams", "streams", Tail.HIGHEST),
  LOST_FRAMES("lost_frames", "frames", Tail.HIGHEST),
  DOUBLED_FRAMES("doubled_frames", "frames", Tail.HIGHEST),
  MISORDERED_FRAMES("misordered_frames", "frames", Tail.HIGHEST),
  LATE_FRAMES("late_frames", "frames", Tail.HIGHEST),
  FRAME_DELAY("frame_delay", "ms", Tail.OWN),
  IDLE_MEMORY("resident_idle", "MiB", Tail.HIGHEST),
  LOADED_MEMORY("resident_loaded", "MiB", Tail.HIGHEST),
  MEMORY_AFTER("resident_after", "MiB", Tail.HIGHEST);

  private final String label;
  private final String unit;
  private final Tail tail;

  Metric(String label, String unit, Tail tail) {
    this.label = label;
    this.unit = unit;
    this.tail = tail;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public Tail tail() {
    return tail;
  }

  /** What this is called when the mock's own is taken from it. */
  Optional<Metric> added() {
    return switch (this) {
      case LATENCY -> Optional.of(ADDED_LATENCY);
      case FIRST_TOKEN -> Optional.of(ADDED_FIRST_TOKEN);
      case TOKEN_GAP -> Optional.of(ADDED_TOKEN_GAP);
      case ADDED_LATENCY,
          RATE,
          FAILED_REQUESTS,
          ADDED_FIRST_TOKEN,
          ADDED_TOKEN_GAP,
          HELD_STREAMS,
          FAILED_STREAMS,
          LOST_FRAMES,
          DOUBLED_FRAMES,
          MISORDERED_FRAMES,
          LATE_FRAMES,
          FRAME_DELAY,
          IDLE_MEMORY,
          LOADED_MEMORY,
          MEMORY_AFTER ->
          Optional.empty();
    };
  }

  @Override
  public boolean comparable() {
    return switch (this) {
      case LATENCY,
          ADDED_LATENCY,
          RATE,
          FIRST_TOKEN,
          ADDED_FIRST_TOKEN,
          TOKEN_GAP,
          HELD_STREAMS,
          IDLE_MEMORY,
          LOADED_MEMORY,
          MEMORY_AFTER ->
          true;
      // A median gap is the mock's pace, and what is added to it nearly nothing; delays are to the
      // millisecond, and of other frames where streams failed.
      case ADDED_TOKEN_GAP,
          FRAME_DELAY,
          FAILED_REQUESTS,
          FAILED_STREAMS,
          LOST_FRAMES,
          DOUBLED_FRAMES,
          MISORDERED_FRAMES,
          LATE_FRAMES ->
          false;
    };
  }

  @Override
  public boolean fault() {
    return switch (this) {
      case FAILED_REQUESTS, LOST_FRAMES, DOUBLED_FRAMES, MISORDERED_FRAMES -> true;
      case LATENCY,
          ADDED_LATENCY,
          RATE,
          FIRST_TOKEN,
          ADDED_FIRST_TOKEN,
          TOKEN_GAP,
          ADDED_TOKEN_GAP,
          HELD_STREAMS,
          FAILED_STREAMS,
          LATE_FRAMES,
          FRAME_DELAY,
          IDLE_MEMORY,
          LOADED_MEMORY,
          MEMORY_AFTER ->
          false;
    };
  }
}
