/** A process that ends itself when its supervisor is gone. */
@NullMarked
package dev.signalbox.kit.supervision;

import org.jspecify.annotations.NullMarked;
