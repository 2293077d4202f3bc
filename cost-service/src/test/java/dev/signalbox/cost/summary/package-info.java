/** Tests. */
@NullMarked
package dev.signalbox.cost.summary;

import org.jspecify.annotations.NullMarked;
