/** What answers cost, as cost-service will have it in its ledger. */
@NullMarked
package dev.signalbox.streaming.price;

import org.jspecify.annotations.NullMarked;
