@NullMarked
package dev.signalbox.kit.alert;

import org.jspecify.annotations.NullMarked;
