package dev.signalbox.mcppool.local;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool server within this process. Any number of threads may call it at once. */
public interface LocalServer {

  /** What it calls itself. */
  String name();

  /** Its tools as {@code Tool} (2026-07-28, server, tools); they never change. */
  List<ObjectNode> tools();

  /**
   * Finds out whether it can work at all.
   *
   * @throws LocalServerFailed if it cannot
   */
  void open(TimeLimit limit) throws LocalServerFailed, InterruptedException;

  /**
   * Calls one of its tools. What goes wrong with that is a result too, for the model to read.
   *
   * @return {@code CallToolResult} (2026-07-28, server, tools)
   */
  ObjectNode call(String tool, JsonNode arguments, TimeLimit limit) throws InterruptedException;
}
