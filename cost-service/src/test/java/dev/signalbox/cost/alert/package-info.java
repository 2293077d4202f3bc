@NullMarked
package dev.signalbox.cost.alert;

import org.jspecify.annotations.NullMarked;
