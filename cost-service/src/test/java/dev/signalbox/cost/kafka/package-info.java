/** Tests. */
@NullMarked
package dev.signalbox.cost.kafka;

import org.jspecify.annotations.NullMarked;
