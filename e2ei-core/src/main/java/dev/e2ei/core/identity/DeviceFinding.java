package dev.e2ei.core.identity;

import dev.e2ei.api.trust.ChainVerdict;
import java.util.Optional;

/**
 * What a certificate says, and what that is worth.
 *
 * @param claimed what it says of itself; empty where it cannot be read
 * @param verdict what of it is proven
 */
public record DeviceFinding(Optional<ClaimedIdentity> claimed, ChainVerdict verdict) {}
