package dev.signalbox.streaming.meter;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A part of a budget that is set aside for an attempt.
 *
 * @param leaseId of the slice it is a part of
 * @param value whose counter of the budget
 * @param unit {@code usd} or {@code tokens}
 * @param notBefore the first moment, on the database's clock, at which the attempt may begin
 * @param notAfter the moment from which on it may not
 */
public record Reservation(
    String leaseId,
    String budgetId,
    String value,
    String unit,
    BigDecimal amount,
    Instant notBefore,
    Instant notAfter) {}
