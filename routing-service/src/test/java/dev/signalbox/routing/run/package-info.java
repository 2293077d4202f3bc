/** Tests. */
@NullMarked
package dev.signalbox.routing.run;

import org.jspecify.annotations.NullMarked;
