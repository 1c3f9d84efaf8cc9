package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;

/**
 * One of those who are added.
 *
 * @param keyPackageRef by which key package
 * @param initKey of that key package
 * @param secrets what it is to learn
 */
public record WelcomeRecipient(Bytes keyPackageRef, Bytes initKey, GroupSecrets secrets) {}
