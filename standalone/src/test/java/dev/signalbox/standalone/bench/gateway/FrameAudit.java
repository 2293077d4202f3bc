package dev.signalbox.standalone.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tokens of one stream with those that the mock sent, which are numbered from 1 and
 * say when they were sent.
 */
final class FrameAudit {

  /** Later than this after it was sent, a frame is late. */
  static final long LATE_MILLIS = 250;

  private static final int LONGEST_LINE = 64 * 1024;
  private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  private final int expected;
  private final Timing timing;
  private final BitSet seen = new BitSet();
  private byte[] line = new byte[512];
  private int length;
  private int last;
  private long lastNanos;
  private long doubled;
  private long misordered;
  private long late;
  private boolean done;

  /** What was measured of all streams together; frames' delays are to the millisecond. */
  record Timing(Latencies gaps, Latencies delays) {
    Timing() {
      this(new Latencies(), new Latencies());
    }
  }

  /** What was wrong. */
  record Counts(long lost, long doubled, long misordered, long late) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          lost + other.lost,
          doubled + other.doubled,
          misordered + other.misordered,
          late + other.late);
    }

    /** Whether every frame came, once, in order and in time. */
    boolean faultless() {
      return equals(NONE);
    }
  }

  /** Of a stream of so many tokens; nothing if it has none, as it is no stream then. */
  static @Nullable FrameAudit of(int tokens, Timing timing) {
    return tokens == 0 ? null : new FrameAudit(tokens, timing);
  }

  FrameAudit(int expected, Timing timing) {
    this.expected = expected;
    this.timing = timing;
  }

  /** Whether a token has come. */
  boolean begun() {
    return last > 0;
  }

  /** Whether the stream has said that it is at its end. */
  boolean done() {
    return done;
  }

  Counts counts() {
    return new Counts(expected - seen.cardinality(), doubled, misordered, late);
  }

  /**
   * Takes a piece of the body.
   *
   * @param nanos when it came, for what lies between tokens
   * @param epochMillis when it came, on the mock's clock
   */
  void accept(ByteBuffer piece, long nanos, long epochMillis) {
    while (piece.hasRemaining()) {
      byte next = piece.get();
      if (next == '\n') {
        takeLine(nanos, epochMillis);
        length = 0;
      } else {
        append(next);
      }
    }
  }

  private void append(byte next) {
    if (length == line.length) {
      if (length == LONGEST_LINE) {
        throw new IllegalStateException("a line without an end");
      }
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = next;
  }

  private void takeLine(long nanos, long epochMillis) {
    int at = indexOf(CONTENT);
    if (at < 0) {
      done |= indexOf(DONE) == 0;
      return;
    }
    int index = at + CONTENT.length;
    int number = 0;
    while (index < length && digit(line[index])) {
      number = 10 * number + line[index++] - '0';
    }
    if (number == 0 || index == length || line[index] != '@') {
      return;
    }
    long sent = 0;
    for (index++; index < length && (digit(line[index]) || line[index] == '.'); index++) {
      if (line[index] != '.') {
        sent = 10 * sent + line[index] - '0';
      }
    }
    take(number, nanos, epochMillis - sent);
  }

  private void take(int number, long nanos, long delayMillis) {
    timing.delays().add(Math.max(0, delayMillis) * NANOS_PER_MILLISECOND);
    if (delayMillis > LATE_MILLIS) {
      late++;
    }
    if (last > 0) {
      timing.gaps().add(nanos - lastNanos);
    }
    lastNanos = nanos;
    if (number > expected || seen.get(number)) {
      doubled++;
      return;
    }
    seen.set(number);
    if (number < last) {
      misordered++;
    } else {
      last = number;
    }
  }

  private int indexOf(byte[] wanted) {
    for (int start = 0; start <= length - wanted.length; start++) {
      int matched = 0;
      while (matched < wanted.length && line[start + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return start;
      }
    }
    return -1;
  }

  private static boolean digit(byte value) {
    return value >= '0' && value <= '9';
  }
}
