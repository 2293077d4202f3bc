/** The secret this deployment is keyed with, and what is derived from it. */
@NullMarked
package dev.signalbox.gateway.secret;

import org.jspecify.annotations.NullMarked;
