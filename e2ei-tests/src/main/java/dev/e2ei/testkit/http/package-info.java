/**
 * HTTP/1.1 over TLS on the loopback interface: a request flows to a handler and its answer back, changed and delayed by
 * the faults in force. An own small server, because it has to reset, drip, lie about lengths and date its answers by a
 * movable clock.
 */
@NullMarked
package dev.e2ei.testkit.http;

import org.jspecify.annotations.NullMarked;
