package dev.signalbox.registry.escalation;

import dev.signalbox.kit.alert.Letter;
import tools.jackson.databind.JsonNode;

/** Says in an e-mail that an agent does not come back. */
final class EscalationWording {

  private EscalationWording() {}

  static Letter of(JsonNode escalation) {
    return new Letter(
        "Agent %s does not come back".formatted(text(escalation, "agent_id")),
        """
        The agent "%s" (%s, owner: %s) gets no work since %s, and does not come back by itself.

        Reason: %s
        It came back and failed again %s times.
        """
            .formatted(
                text(escalation, "name"),
                text(escalation, "agent_id"),
                text(escalation, "owner"),
                text(escalation, "isolated_at"),
                text(escalation, "reason"),
                escalation.path("attempts").asString("0")));
  }

  private static String text(JsonNode escalation, String field) {
    return escalation.path(field).asString("unknown");
  }
}
