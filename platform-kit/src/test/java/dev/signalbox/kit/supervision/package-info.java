@NullMarked
package dev.signalbox.kit.supervision;

import org.jspecify.annotations.NullMarked;
