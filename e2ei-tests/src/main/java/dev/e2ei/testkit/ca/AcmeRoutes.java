package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.fault.FaultPlace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the server, taken apart.
 *
 * @param place which resource
 * @param first the first id in it; empty for none
 * @param second the second id in it; empty for none
 */
record AcmeRoutes(FaultPlace place, String first, String second) {
    static final String PREFIX = "/acme/wire";

    private static final Pattern SHAPE =
            Pattern.compile("/acme/wire/([a-z-]+)(?:/([A-Za-z0-9]+))?(?:/([A-Za-z0-9-]+))?");

    static AcmeRoutes of(String path) {
        Matcher shape = SHAPE.matcher(path);
        if (!shape.matches()) {
            return new AcmeRoutes(besideAcme(path), "", "");
        }
        String first = shape.group(2) == null ? "" : shape.group(2);
        String second = shape.group(3) == null ? "" : shape.group(3);
        FaultPlace place = switch (shape.group(1)) {
            case "directory" -> FaultPlace.DIRECTORY;
            case "new-nonce" -> FaultPlace.NEW_NONCE;
            case "new-account", "account" -> FaultPlace.NEW_ACCOUNT;
            case "new-order" -> FaultPlace.NEW_ORDER;
            case "order" -> second.equals("finalize") ? FaultPlace.FINALIZE : FaultPlace.ORDER;
            case "authz" -> FaultPlace.AUTHORIZATION;
            case "challenge" -> FaultPlace.DPOP_CHALLENGE;
            case "certificate" -> FaultPlace.CERTIFICATE;
            case "revoke-cert" -> FaultPlace.REVOKE;
            case "key-change" -> FaultPlace.ELSEWHERE;
            default -> FaultPlace.CA_OTHER;
        };
        return new AcmeRoutes(place, first, second);
    }

    private static FaultPlace besideAcme(String path) {
        return switch (path) {
            case "/roots.pem" -> FaultPlace.ROOTS;
            case "/federation" -> FaultPlace.FEDERATION;
            default -> {
                if (path.startsWith("/proxyCrl/")) {
                    yield FaultPlace.CRL_PROXY;
                }
                yield path.endsWith("/crl") ? FaultPlace.CRL : FaultPlace.CA_OTHER;
            }
        };
    }

    AcmeRoutes at(FaultPlace other) {
        return new AcmeRoutes(other, first, second);
    }
}
