/** What every request gets before anyone looks at it: identity, deadline, limits, origin checks. */
@NullMarked
package dev.signalbox.gateway.request;

import org.jspecify.annotations.NullMarked;
