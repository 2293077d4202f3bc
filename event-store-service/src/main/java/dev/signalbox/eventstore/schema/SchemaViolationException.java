package dev.signalbox.eventstore.schema;

import dev.signalbox.eventstore.log.AppendRefusedException;
import java.util.List;

/** Events break their schemas, and nothing of the append was recorded. */
public final class SchemaViolationException extends AppendRefusedException {

  private static final long serialVersionUID = 1;

  private final transient List<EventViolation> violations;

  SchemaViolationException(List<EventViolation> violations) {
    super(
        "%s of %s does not fit its schema"
            .formatted(violations.getFirst().eventId(), violations.getFirst().schema()));
    this.violations = List.copyOf(violations);
  }

  public List<EventViolation> violations() {
    return violations;
  }

  /**
   * What is wrong with which event.
   *
   * @param index of the event in the append, from 0
   */
  public record EventViolation(int index, String eventId, SchemaId schema, Violation violation) {}
}
