package dev.e2ei.api.error;

/** No trust anchor is registered, so no certificate can be checked. */
@SuppressWarnings("serial")
public final class TrustNotConfiguredException extends PkiException {
    /** Names the call to make first. */
    public TrustNotConfiguredException() {
        super(
                ErrorCode.TRUST_NOT_CONFIGURED,
                "no trust anchor is registered; call e2eiRegisterTrustAnchor with the CA's root first");
    }
}
