/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.audit;

import org.jspecify.annotations.NullMarked;
