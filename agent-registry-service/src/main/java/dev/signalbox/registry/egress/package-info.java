/** Fetches from addresses that somebody else named, and no more than can be borne. */
@NullMarked
package dev.signalbox.registry.egress;

import org.jspecify.annotations.NullMarked;
