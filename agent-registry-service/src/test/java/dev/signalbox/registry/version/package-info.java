/** Tests. */
@NullMarked
package dev.signalbox.registry.version;

import org.jspecify.annotations.NullMarked;
