package dev.signalbox.kit.event;

import java.util.List;

/** The platform's topics. A record's key is the identifier of the stream it belongs to. */
public final class Topics {
  /** Compacted: the last definition of every agent, by agent id. */
  public static final String AGENTS = "signalbox.agents";

  public static final String CONVERSATIONS = "signalbox.conversations";
  public static final String RUNS = "signalbox.runs";
  public static final String USAGE = "signalbox.usage";
  public static final String COSTS = "signalbox.costs";
  public static final String MCP = "signalbox.mcp";
  public static final String AUDIT = "signalbox.audit";

  /** Compacted: the last definition of every budget, by budget id. */
  public static final String BUDGETS = "signalbox.budgets";

  /** What the name of a topic's dead letter topic ends with. */
  public static final String DEAD_LETTERS = ".dlt";

  private static final List<String> ALL =
      List.of(AGENTS, CONVERSATIONS, RUNS, USAGE, COSTS, MCP, AUDIT);

  private static final List<String> COMPACTED = List.of(AGENTS, BUDGETS);

  private Topics() {}

  /** The topics whose events make up the platform's history. */
  public static List<String> all() {
    return ALL;
  }

  /**
   * The topics that keep the last event of every key, for readers that need to know what holds now.
   */
  public static List<String> compacted() {
    return COMPACTED;
  }

  /** Where records of the topic are parked that no attempt could process. */
  public static String deadLettersOf(String topic) {
    return topic + DEAD_LETTERS;
  }
}
