/** Rules that say which names mean a thing. */
@NullMarked
package dev.signalbox.cost.match;

import org.jspecify.annotations.NullMarked;
