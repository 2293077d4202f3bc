/** The AI gateway: any provider behind one API, metered, with fallbacks before the first byte. */
@NullMarked
package dev.signalbox.streaming;

import org.jspecify.annotations.NullMarked;
