@NullMarked
package dev.signalbox.kit.idempotency;

import org.jspecify.annotations.NullMarked;
