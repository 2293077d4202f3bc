/** Tests. */
@NullMarked
package dev.signalbox.registry.directory;

import org.jspecify.annotations.NullMarked;
