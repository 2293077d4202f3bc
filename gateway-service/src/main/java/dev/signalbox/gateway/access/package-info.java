/** Who calls, and whether their role is enough. */
@NullMarked
package dev.signalbox.gateway.access;

import org.jspecify.annotations.NullMarked;
