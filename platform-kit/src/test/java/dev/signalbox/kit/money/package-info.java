@NullMarked
package dev.signalbox.kit.money;

import org.jspecify.annotations.NullMarked;
