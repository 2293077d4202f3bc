/** What travels with a request: its identifier and the moment after which nobody waits for it. */
@NullMarked
package dev.signalbox.kit.context;

import org.jspecify.annotations.NullMarked;
