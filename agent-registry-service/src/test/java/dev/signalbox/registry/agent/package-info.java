/** Tests. */
@NullMarked
package dev.signalbox.registry.agent;

import org.jspecify.annotations.NullMarked;
