@NullMarked
package dev.signalbox.kit;

import org.jspecify.annotations.NullMarked;
