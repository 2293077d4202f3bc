package dev.signalbox.eventstore.schema;

import java.util.List;

/** What became of a registration. */
public sealed interface RegisteringOutcome {

  /** There was none before. */
  record Created(RegisteredSchema schema) implements RegisteringOutcome {}

  /** There was one, which is like this now. */
  record Updated(RegisteredSchema schema) implements RegisteringOutcome {}

  /** Events were checked against another one. */
  record InUse() implements RegisteringOutcome {}

  /** It breaks what it promises about the version before. */
  record Incompatible(SchemaId before, List<Violation> problems) implements RegisteringOutcome {

    public Incompatible {
      problems = List.copyOf(problems);
    }
  }

  /** There are as many as there may be. */
  record TooMany(int most) implements RegisteringOutcome {}
}
