@NullMarked
package dev.signalbox.streaming.budget;

import org.jspecify.annotations.NullMarked;
