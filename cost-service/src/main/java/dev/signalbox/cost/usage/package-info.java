/** Token usage in disjoint buckets, read from what providers report. */
@NullMarked
package dev.signalbox.cost.usage;

import org.jspecify.annotations.NullMarked;
