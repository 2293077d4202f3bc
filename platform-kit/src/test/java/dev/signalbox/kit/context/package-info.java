@NullMarked
package dev.signalbox.kit.context;

import org.jspecify.annotations.NullMarked;
