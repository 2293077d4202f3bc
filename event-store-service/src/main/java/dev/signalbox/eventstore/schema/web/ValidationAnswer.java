package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.Violation;
import java.util.List;

/** Whether data fits a schema. */
record ValidationAnswer(boolean valid, List<ViolationView> errors) {

  static ValidationAnswer of(List<Violation> violations) {
    return new ValidationAnswer(
        violations.isEmpty(),
        violations.stream()
            .map(one -> new ViolationView(one.pointer(), one.keyword(), one.message()))
            .toList());
  }

  /** One thing that is wrong. */
  record ViolationView(String pointer, String keyword, String message) {}
}
