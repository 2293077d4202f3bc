/** Tests of rules for names. */
@NullMarked
package dev.signalbox.cost.match;

import org.jspecify.annotations.NullMarked;
