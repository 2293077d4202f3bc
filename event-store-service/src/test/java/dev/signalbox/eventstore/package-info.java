/** What holds for the whole service. */
@NullMarked
package dev.signalbox.eventstore;

import org.jspecify.annotations.NullMarked;
