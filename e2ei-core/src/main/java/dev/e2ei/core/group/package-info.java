/**
 * Groups: what a member keeps of a group, and how messages, commits and Welcomes change it. In flow a state, octets from
 * outside and an environment of trust, time and randomness; out flows a result with the next state. Nothing is written
 * by an operation: {@link dev.e2ei.core.group.GroupRepository} writes the difference of two states.
 */
@NullMarked
package dev.e2ei.core.group;

import org.jspecify.annotations.NullMarked;
