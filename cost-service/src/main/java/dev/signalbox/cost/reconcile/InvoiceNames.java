package dev.signalbox.cost.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What the columns of an invoice are called; null where it is one of the names that providers have
 * for it.
 *
 * @param day also moments may stand there
 */
public record InvoiceNames(@Nullable String day, @Nullable String model, @Nullable String amount) {}
