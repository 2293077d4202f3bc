/** Reaches addresses that somebody else named. */
@NullMarked
package dev.signalbox.cost.egress;

import org.jspecify.annotations.NullMarked;
