package dev.signalbox.cost.kafka;

import java.math.BigDecimal;

/**
 * The data of {@code signalbox.lease.closed.v1}.
 *
 * @param reserved what attempts reserved under the lease in all
 */
record LeaseClosed(String leaseId, BigDecimal reserved) {}
