@NullMarked
package dev.signalbox.kit.token;

import org.jspecify.annotations.NullMarked;
