/** Tests. */
@NullMarked
package dev.signalbox.cost.export;

import org.jspecify.annotations.NullMarked;
