/** Digests of content. */
@NullMarked
package dev.signalbox.kit.digest;

import org.jspecify.annotations.NullMarked;
