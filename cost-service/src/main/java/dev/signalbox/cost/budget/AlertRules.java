package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.util.List;

/**
 * When and where a budget is told of.
 *
 * @param percents of the limit
 * @param amounts in the budget's unit
 */
public record AlertRules(
    List<BigDecimal> percents,
    List<BigDecimal> amounts,
    List<String> webhooks,
    List<String> emails) {

  public AlertRules {
    percents = List.copyOf(percents);
    amounts = List.copyOf(amounts);
    webhooks = List.copyOf(webhooks);
    emails = List.copyOf(emails);
  }
}
