package dev.signalbox.cost.budget;

import java.math.BigDecimal;

/** What was reserved of one counter of a budget for an attempt. */
public record Reserved(String budgetId, String value, Unit unit, BigDecimal amount) {}
