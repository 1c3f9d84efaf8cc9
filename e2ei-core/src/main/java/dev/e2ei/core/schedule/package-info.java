/**
 * From one epoch's secrets to the next, and from an epoch's secret to the key of each message, RFC 9420, sections 8 and 9.
 * It knows nothing of messages and members: what they are comes in as octets and leaf indices.
 */
@NullMarked
package dev.e2ei.core.schedule;

import org.jspecify.annotations.NullMarked;
