/** Tests. */
@NullMarked
package dev.signalbox.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
