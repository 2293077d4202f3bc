/** Tests. */
@NullMarked
package dev.signalbox.registry.catalogue;

import org.jspecify.annotations.NullMarked;
