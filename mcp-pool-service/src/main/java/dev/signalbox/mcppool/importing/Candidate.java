package dev.signalbox.mcppool.importing;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.mcppool.server.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server as the file has it.
 *
 * @param transport null if it cannot be read
 * @param ignored members that mean something to the editor alone
 */
record Candidate(
    boolean disabled,
    @Nullable Transport transport,
    List<String> ignored,
    List<FieldProblem> problems) {}
