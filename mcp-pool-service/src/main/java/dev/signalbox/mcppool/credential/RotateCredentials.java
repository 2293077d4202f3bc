package dev.signalbox.mcppool.credential;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.util.List;
import org.springframework.stereotype.Component;

/** Wraps the keys of all credentials with the present secret. */
@Component
public class RotateCredentials {
  private final Sealing sealing;
  private final List<SealedRows> rows;

  RotateCredentials(Sealing sealing, List<SealedRows> rows) {
    this.sealing = sealing;
    this.rows = List.copyOf(rows);
  }

  /**
   * Does it; what the keys seal is not touched.
   *
   * @throws ProblemException if this deployment has no secret
   */
  public SealedRows.Rotation rotate() {
    if (!sealing.isOn()) {
      throw new ProblemException(
          McpProblem.CREDENTIALS_DISABLED, "The service has no SIGNALBOX_SECRET to wrap keys with");
    }
    return rows.stream()
        .map(SealedRows::rotate)
        .reduce(SealedRows.Rotation.NONE, SealedRows.Rotation::plus);
  }
}
