/** A service of nothing but the kit, which the kit is tested with. */
@NullMarked
package dev.signalbox.kit.sample;

import org.jspecify.annotations.NullMarked;
