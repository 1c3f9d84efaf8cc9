/**
 * Misbehaviour on demand: a {@link dev.e2ei.testkit.fault.Fault} says where, what and how often, and the kit's servers
 * ask {@link dev.e2ei.testkit.fault.Faults} at each request what is due.
 */
@NullMarked
package dev.e2ei.testkit.fault;

import org.jspecify.annotations.NullMarked;
