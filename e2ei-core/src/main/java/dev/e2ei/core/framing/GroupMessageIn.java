package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;

/** A message to the members of a group as it was received: nothing in it is checked yet but its form. */
public sealed interface GroupMessageIn extends MlsMessageIn permits PublicMessageIn, PrivateMessageIn {
    /** {@return the group it says it is for} */
    Bytes groupId();

    /** {@return the epoch it says it is of, a uint64} */
    long epoch();

    /** {@return what it says it is about} */
    ContentType contentType();
}
