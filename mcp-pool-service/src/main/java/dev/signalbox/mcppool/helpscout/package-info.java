/** Help Scout's mailboxes as tools, over its Mailbox API 2.0. */
@NullMarked
package dev.signalbox.mcppool.helpscout;

import org.jspecify.annotations.NullMarked;
