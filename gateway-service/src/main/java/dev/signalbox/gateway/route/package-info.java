/** Which service answers which path, and how a request travels there and back. */
@NullMarked
package dev.signalbox.gateway.route;

import org.jspecify.annotations.NullMarked;
