/** Tests. */
@NullMarked
package dev.signalbox.routing.embedding;

import org.jspecify.annotations.NullMarked;
