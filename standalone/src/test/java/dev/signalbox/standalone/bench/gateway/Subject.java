package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.LineUp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who is measured. */
enum Subject {
  /** The upstream itself, without anybody between: what is added is added to this. */
  MOCK("mock", Side.BASELINE),
  NGINX("nginx", Side.PEER),
  PORTKEY("portkey", Side.PEER),
  /** The gateway alone, which checks the key and passes on to the mock. */
  HOP("signalbox-hop", Side.OURS),
  STREAMING("signalbox-streaming", Side.OURS),
  STREAMING_UNGOVERNED("signalbox-streaming-ungoverned", Side.OURS),
  SIGNALBOX("signalbox", Side.OURS),
  UNGOVERNED("signalbox-ungoverned", Side.OURS);

  private enum Side {
    BASELINE,
    PEER,
    OURS
  }

  private final String label;
  private final Side side;

  Subject(String label, Side side) {
    this.label = label;
    this.side = side;
  }

  String label() {
    return label;
  }

  /** Whether it is Signalbox, or a part of it. */
  boolean ours() {
    return side == Side.OURS;
  }

  static List<Subject> all() {
    return Arrays.asList(values());
  }

  static LineUp lineUp() {
    return new LineUp(all().stream().map(Subject::label).toList(), of(Side.OURS), of(Side.PEER));
  }

  private static List<String> of(Side side) {
    return all().stream().filter(subject -> subject.side == side).map(Subject::label).toList();
  }

  static Optional<Subject> named(String label) {
    return all().stream().filter(subject -> subject.label.equals(label)).findFirst();
  }
}
