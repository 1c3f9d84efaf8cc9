/**
 * The main job of the library, to be watched: people enroll their devices, meet in a conversation, lose a device, get a new
 * one and renew a certificate. In: which servers, which storage. Out: a story in lines of text, a page that shows each
 * device with its verdict, and an exit code of 0 only if all of it happened.
 */
@NullMarked
package dev.e2ei.tests.demo;

import org.jspecify.annotations.NullMarked;
