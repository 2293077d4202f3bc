package dev.signalbox.streaming.price;

import dev.signalbox.kit.money.Usd;

/**
 * What an attempt costs.
 *
 * @param priceId the price at which it is billed if its usage event names that
 */
public record Quote(Usd cost, String priceId) {}
