package dev.signalbox.standalone.bench.gateway;

import java.util.List;

/** Something that is measured. */
sealed interface BenchmarkCase {

  /** How it is called on the command line and in results. */
  String label();

  /** What several cases are called together. */
  String group();

  /** One client after its answer sends the next request: what a request takes. */
  record OneClient(Upstream upstream) implements BenchmarkCase {
    @Override
    public String label() {
      return "one-client-" + delay(upstream);
    }

    @Override
    public String group() {
      return "one-client";
    }
  }

  /** Many clients, each after its answer with the next request: how many are answered. */
  record Load(Upstream upstream, int clients) implements BenchmarkCase {
    @Override
    public String label() {
      return "load-" + delay(upstream);
    }

    @Override
    public String group() {
      return "load";
    }
  }

  /** One client, streams one after the other: until the first token, or between tokens. */
  record Stream(Upstream upstream) implements BenchmarkCase {
    @Override
    public String label() {
      return upstream == Upstream.BURST ? "first-token" : "token-gap";
    }

    @Override
    public String group() {
      return label();
    }
  }

  /** So many streams side by side. */
  record Held(int streams) implements BenchmarkCase {

    static final int MOST = 1_024;

    /** They are not opened all at once: to hold them is what is measured. */
    static final int OPENED_PER_SECOND = 128;

    @Override
    public String label() {
      return "streams-" + streams;
    }

    @Override
    public String group() {
      return "streams";
    }
  }

  /** What processes hold before, under and after the load of all other cases. */
  record Memory() implements BenchmarkCase {
    @Override
    public String label() {
      return "memory";
    }

    @Override
    public String group() {
      return label();
    }
  }

  static List<BenchmarkCase> all() {
    return List.of(
        new OneClient(Upstream.INSTANT),
        new OneClient(Upstream.DELAYED),
        new Load(Upstream.INSTANT, 32),
        new Load(Upstream.DELAYED, 128),
        new Stream(Upstream.BURST),
        new Stream(Upstream.TOKENS),
        new Held(64),
        new Held(256),
        new Held(Held.MOST),
        new Memory());
  }

  private static String delay(Upstream upstream) {
    return upstream == Upstream.INSTANT ? "0ms" : "20ms";
  }
}
