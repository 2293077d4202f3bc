@NullMarked
package dev.signalbox.kit.security;

import org.jspecify.annotations.NullMarked;
