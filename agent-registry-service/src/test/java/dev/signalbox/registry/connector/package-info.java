/** Tests. */
@NullMarked
package dev.signalbox.registry.connector;

import org.jspecify.annotations.NullMarked;
