/** Refusing to start with one clear line. */
@NullMarked
package dev.signalbox.gateway.startup;

import org.jspecify.annotations.NullMarked;
