/** Where spending is going, and where it went out of the ordinary. */
@NullMarked
package dev.signalbox.cost.trend;

import org.jspecify.annotations.NullMarked;
