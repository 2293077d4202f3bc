/** POSTs that may be sent twice and take effect once. */
@NullMarked
package dev.signalbox.kit.idempotency;

import org.jspecify.annotations.NullMarked;
