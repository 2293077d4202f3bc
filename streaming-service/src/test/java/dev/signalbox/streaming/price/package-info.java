@NullMarked
package dev.signalbox.streaming.price;

import org.jspecify.annotations.NullMarked;
