package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.api.enrollment.EnrollmentStep;

/** Wire's two challenges, each of which belongs to one type of identifier. */
public enum ChallengeType {
    /** The device shows that Wire's backend knows it. */
    WIRE_DPOP_01("wire-dpop-01", WireIdentifiers.DEVICE, EnrollmentStep.DPOP_CHALLENGE),
    /** The user logs in. */
    WIRE_OIDC_01("wire-oidc-01", WireIdentifiers.USER, EnrollmentStep.OIDC_CHALLENGE);

    private final String text;
    private final String identifierType;
    private final EnrollmentStep step;

    ChallengeType(String text, String identifierType, EnrollmentStep step) {
        this.text = text;
        this.identifierType = identifierType;
        this.step = step;
    }

    /** The type of the challenge that goes with a type of identifier. */
    static ChallengeType ofIdentifier(String identifierType) {
        for (ChallengeType type : values()) {
            if (type.identifierType.equals(identifierType)) {
                return type;
            }
        }
        throw new JsonException("an identifier of a type that was not asked for");
    }

    /** The type as it is written. */
    public String text() {
        return text;
    }

    public EnrollmentStep step() {
        return step;
    }
}
