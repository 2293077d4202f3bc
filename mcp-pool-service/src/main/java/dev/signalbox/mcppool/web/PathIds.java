package dev.signalbox.mcppool.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.ServerId;
import java.util.Optional;

/** Server names as they come in paths: one that cannot be is one that is not there. */
final class PathIds {
  private PathIds() {}

  static Optional<ServerId> serverId(String segment) {
    return ServerId.isValid(segment) ? Optional.of(new ServerId(segment)) : Optional.empty();
  }

  static ProblemException unknown(String segment) {
    return new ProblemException(
        McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(segment));
  }
}
