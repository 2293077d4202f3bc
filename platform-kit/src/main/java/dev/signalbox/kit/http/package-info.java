/** Calls to other services, never past the deadline of the request they serve. */
@NullMarked
package dev.signalbox.kit.http;

import org.jspecify.annotations.NullMarked;
