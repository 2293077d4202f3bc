/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.archive;

import org.jspecify.annotations.NullMarked;
