@NullMarked
package dev.signalbox.cost.lease;

import org.jspecify.annotations.NullMarked;
