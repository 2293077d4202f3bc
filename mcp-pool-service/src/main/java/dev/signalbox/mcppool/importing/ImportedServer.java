package dev.signalbox.mcppool.importing;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.mcppool.server.NewServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a server of the file.
 *
 * @param name as it is in the file
 * @param server null if it cannot be registered
 * @param ignored members of it that mean something to the editor alone
 * @param problems why not
 */
public record ImportedServer(
    String name,
    Fate fate,
    @Nullable NewServer server,
    List<String> ignored,
    List<FieldProblem> problems) {

  /** What becomes of it. */
  public enum Fate {
    /** It can be registered. */
    READY,
    /** It cannot. */
    REFUSED,
    /** It is disabled in the file, or was not asked for. */
    SKIPPED,
    /** It is registered. */
    REGISTERED
  }

  ImportedServer registered() {
    return fate == Fate.READY
        ? new ImportedServer(name, Fate.REGISTERED, server, ignored, problems)
        : this;
  }
}
