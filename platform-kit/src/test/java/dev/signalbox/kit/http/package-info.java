@NullMarked
package dev.signalbox.kit.http;

import org.jspecify.annotations.NullMarked;
