package dev.signalbox.mcppool.benchmark;

import java.util.List;

/** A way to a tool server, for any number of callers at once. */
interface Way extends AutoCloseable {
  String TEXT = "0123456789abcdef0123456789abcdef";
  String ANSWER = "Echo: " + TEXT;

  /** Has the text echoed; false if that failed. */
  boolean echo();

  /** The same for a caller who was not there before. */
  boolean echoToNewcomer();

  /** Waits until every replica is connected. */
  void awaitReady();

  /** The processes of the tool server. */
  List<ProcessHandle> servers();

  /** What whoever keeps the connections takes, in bytes; the tool server apart. */
  long memory();

  @Override
  void close();
}
