/** The service as its callers see it. */
@NullMarked
package dev.signalbox.streaming;

import org.jspecify.annotations.NullMarked;
