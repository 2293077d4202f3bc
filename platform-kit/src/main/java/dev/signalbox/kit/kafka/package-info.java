/** Topics, and listeners that park what cannot be processed. */
@NullMarked
package dev.signalbox.kit.kafka;

import org.jspecify.annotations.NullMarked;
