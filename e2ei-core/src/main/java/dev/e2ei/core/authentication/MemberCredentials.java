package dev.e2ei.core.authentication;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;

/** From leaves of a tree to what {@code identity} judges. */
public final class MemberCredentials {
    private MemberCredentials() {}

    /** What all leaves of a tree show, by index. */
    public static List<MemberCredential> of(RatchetTree tree) {
        return tree.leaves().stream().map(leaf -> of(leaf.index(), leaf.node())).toList();
    }

    /** What a leaf shows of its device. */
    public static MemberCredential of(int leafIndex, LeafNode leaf) {
        return of(leafIndex, leaf.credential(), leaf.signatureKey());
    }

    public static MemberCredential of(int leafIndex, Credential credential, Bytes signatureKey) {
        if (credential instanceof BasicCredential basic) {
            return MemberCredential.basic(leafIndex, basic.identity(), signatureKey);
        }
        X509Credential x509 = (X509Credential) credential;
        return MemberCredential.x509(leafIndex, new CertificateChain(x509.certificates()), signatureKey);
    }
}
