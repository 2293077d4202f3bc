/** What the platform on this machine is made of: folders, ports, secrets and environment. */
@NullMarked
package dev.signalbox.standalone.platform;

import org.jspecify.annotations.NullMarked;
