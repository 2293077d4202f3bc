@NullMarked
package dev.signalbox.kit.id;

import org.jspecify.annotations.NullMarked;
