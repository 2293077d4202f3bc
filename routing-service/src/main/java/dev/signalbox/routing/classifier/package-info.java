/** A linear classifier over skills: features, training, and how sure a judgement is. Plain Java. */
@NullMarked
package dev.signalbox.routing.classifier;

import org.jspecify.annotations.NullMarked;
