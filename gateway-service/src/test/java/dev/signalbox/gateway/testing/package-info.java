/** Upstreams to stand behind the gateway, and the context that all of its tests share. */
@NullMarked
package dev.signalbox.gateway.testing;

import org.jspecify.annotations.NullMarked;
