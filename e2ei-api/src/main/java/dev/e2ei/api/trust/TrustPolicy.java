package dev.e2ei.api.trust;

import java.util.ArrayList;
import java.util.List;

/**
 * How certificates are judged, as a value. The default preset is Wire's; {@link #strict()} takes nothing on faith.
 *
 * @param unknownRevocationAccepted whether a certificate counts as valid while no revocation list for it is registered;
 *     the verdict then says that revocation was not checked
 */
public record TrustPolicy(boolean unknownRevocationAccepted) {
    /** {@return the preset that behaves like Wire's clients} */
    public static TrustPolicy wire() {
        return new TrustPolicy(true);
    }

    /** {@return the preset without leniencies} */
    public static TrustPolicy strict() {
        return new TrustPolicy(false);
    }

    /** {@return one sentence for each leniency of this policy; empty for {@link #strict()}} */
    public List<String> describe() {
        List<String> leniencies = new ArrayList<>();
        if (unknownRevocationAccepted) {
            leniencies.add("A certificate without a registered revocation list counts as not revoked.");
        }
        return leniencies;
    }
}
