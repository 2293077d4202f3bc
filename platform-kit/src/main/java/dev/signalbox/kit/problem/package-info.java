/** Errors as callers see them: stable codes, RFC 9457 problem details. */
@NullMarked
package dev.signalbox.kit.problem;

import org.jspecify.annotations.NullMarked;
