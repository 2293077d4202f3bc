/** Tests. */
@NullMarked
package dev.signalbox.registry.egress;

import org.jspecify.annotations.NullMarked;
