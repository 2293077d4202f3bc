package dev.signalbox.cost.alert;

import dev.signalbox.kit.alert.Letter;
import tools.jackson.databind.JsonNode;

/** Says in an e-mail what a budget has reached. */
final class AlertWording {

  private AlertWording() {}

  static Letter of(JsonNode alert) {
    return new Letter(
        "Budget %s: %s".formatted(text(alert, "name"), text(alert, "threshold")),
        """
        The budget "%s" (%s, %s %s) has reached %s.

        Spent: %s %s of %s, since %s.
        """
            .formatted(
                text(alert, "name"),
                text(alert, "budget_id"),
                text(alert, "scope"),
                text(alert, "value"),
                text(alert, "threshold"),
                text(alert, "spent"),
                text(alert, "unit"),
                text(alert, "limit"),
                text(alert, "period_start")));
  }

  private static String text(JsonNode alert, String field) {
    return alert.path(field).asString("");
  }
}
