/** API keys: made, listed, revoked, and recognised on every request. */
@NullMarked
package dev.signalbox.gateway.key;

import org.jspecify.annotations.NullMarked;
