@NullMarked
package dev.signalbox.kit.sse;

import org.jspecify.annotations.NullMarked;
