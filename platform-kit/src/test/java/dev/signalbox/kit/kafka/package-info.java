@NullMarked
package dev.signalbox.kit.kafka;

import org.jspecify.annotations.NullMarked;
