package dev.signalbox.cost.ledger;

/**
 * Names one row of sums.
 *
 * @param step the day or the hour, as text
 */
record RollupKey(Dimension dimension, String step, String value, boolean simulated, int shard) {}
