@NullMarked
package dev.signalbox.kit.housekeeping;

import org.jspecify.annotations.NullMarked;
