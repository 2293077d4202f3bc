@NullMarked
package dev.signalbox.kit.web;

import org.jspecify.annotations.NullMarked;
