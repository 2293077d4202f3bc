/** The internal token that services behind the gateway trust, and the keys it is signed with. */
@NullMarked
package dev.signalbox.gateway.token;

import org.jspecify.annotations.NullMarked;
