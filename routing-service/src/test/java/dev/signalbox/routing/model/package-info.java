/** Tests. */
@NullMarked
package dev.signalbox.routing.model;

import org.jspecify.annotations.NullMarked;
