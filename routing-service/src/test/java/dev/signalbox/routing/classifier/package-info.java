/** Tests. */
@NullMarked
package dev.signalbox.routing.classifier;

import org.jspecify.annotations.NullMarked;
