/** Which network addresses a service may reach on somebody else's word. */
@NullMarked
package dev.signalbox.kit.egress;

import org.jspecify.annotations.NullMarked;
