package dev.signalbox.mcppool.benchmark;

import java.nio.file.Path;
import java.util.List;

/** {@code server-everything}, over stdio. */
record ToolServer(Path node) {
  private static final String PACKAGE = "server-everything";

  List<String> arguments() {
    return List.of(
        node.resolve("node_modules/@modelcontextprotocol/" + PACKAGE + "/dist/index.js").toString(),
        "stdio");
  }

  /** Its processes among those that came of that one. */
  static List<ProcessHandle> of(ProcessHandle root) {
    return root.descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(PACKAGE))
        .toList();
  }
}
