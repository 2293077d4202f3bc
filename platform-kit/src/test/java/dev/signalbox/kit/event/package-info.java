@NullMarked
package dev.signalbox.kit.event;

import org.jspecify.annotations.NullMarked;
