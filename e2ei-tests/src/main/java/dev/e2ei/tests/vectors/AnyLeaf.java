package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.tree.LeafNode;

/** The authentication service of the vectors, whose credentials prove nothing: every leaf is a client of its own. */
final class AnyLeaf implements LeafAdmission {
    @Override
    public void admit(LeafNode leaf, LeafRole role) {
        // the vectors' credentials are names that nobody vouches for
    }

    @Override
    public void succeed(LeafNode before, LeafNode after) {
        // whoever holds a leaf may give it another name
    }

    @Override
    public void admitExternalSender(Credential credential, Bytes signatureKey) {
        // as for members
    }

    @Override
    public Object clientOf(Credential credential, Bytes signatureKey) {
        return signatureKey;
    }
}
