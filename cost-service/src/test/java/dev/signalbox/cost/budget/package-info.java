@NullMarked
package dev.signalbox.cost.budget;

import org.jspecify.annotations.NullMarked;
