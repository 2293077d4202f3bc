@NullMarked
package dev.signalbox.kit.observability;

import org.jspecify.annotations.NullMarked;
