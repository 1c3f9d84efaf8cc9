package dev.e2ei.core.identity;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.AttributeTypeAndValue;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Wire's identity out of a leaf: exactly one client id and one handle among the subject alternative names, in
 * either order and nothing beside them; one common name, which is the {@link DisplayName}; one organization, which is the domain
 * of both URIs. Text is parsed and the values are compared.
 */
public final class WireIdentityReader {
    private static final String HANDLE = "wireapp://%40";

    private WireIdentityReader() {}

    /**
     * Reads the identity that a leaf claims.
     *
     * @throws PathRejectedException if it does not claim exactly one
     */
    public static ClaimedIdentity read(ParsedCertificate leaf) {
        List<ClientId> clientIds = new ArrayList<>();
        List<Handle> handles = new ArrayList<>();
        for (GeneralName name : leaf.extensions().subjectAlternativeNames()) {
            if (!(name instanceof GeneralName.UniformResourceIdentifier uri)) {
                throw new PathRejectedException(Reason.UNEXPECTED_NAME, "URIs only", "a name of form " + name.form());
            }
            dispatch(uri.uri(), clientIds, handles);
        }
        ClientId clientId = single(clientIds, Reason.CLIENT_ID, "client id URI");
        Handle handle = single(handles, Reason.HANDLE, "handle URI");
        Domain domain = domain(leaf.subject());
        if (!domain.equals(clientId.domain()) || !domain.equals(handle.domain())) {
            throw new PathRejectedException(
                    Reason.DOMAIN,
                    "one domain",
                    "organization " + domain + ", client of " + clientId.domain() + ", handle of " + handle.domain());
        }
        return new ClaimedIdentity(clientId, handle, displayName(leaf.subject()), domain);
    }

    private static void dispatch(String uri, List<ClientId> clientIds, List<Handle> handles) {
        try {
            if (uri.startsWith(HANDLE)) {
                handles.add(shown(Handle.parseUri(uri)));
                return;
            }
            Optional<String> clientId = WireClientUri.qualified(uri);
            if (clientId.isPresent()) {
                clientIds.add(ClientId.parse(clientId.get()));
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new PathRejectedException(
                    uri.startsWith(HANDLE) ? Reason.HANDLE : Reason.CLIENT_ID, "a well-formed URI", e.getMessage());
        }
        throw new PathRejectedException(
                Reason.UNEXPECTED_NAME, "a client id URI and a handle URI", "a URI that is neither");
    }

    /** One that could not be shown as it is compared is none. */
    private static Handle shown(Handle handle) {
        if (!DisplayName.isShown(handle.name())) {
            throw new IllegalArgumentException("a handle with characters that are not seen, or are not composed");
        }
        return handle;
    }

    private static Domain domain(DistinguishedName subject) {
        try {
            return Domain.parse(attribute(
                    subject, AttributeTypeAndValue.ORGANIZATION, Reason.DOMAIN, "organization in the subject"));
        } catch (IllegalArgumentException e) {
            throw new PathRejectedException(Reason.DOMAIN, "a domain as organization", "another text");
        }
    }

    private static String displayName(DistinguishedName subject) {
        return DisplayName.of(attribute(
                subject, AttributeTypeAndValue.COMMON_NAME, Reason.DISPLAY_NAME, "common name in the subject"));
    }

    private static String attribute(DistinguishedName subject, ObjectIdentifier type, Reason reason, String what) {
        // Counted apart: a second value of a type that is no text must not hide.
        if (subject.count(type) != 1) {
            throw new PathRejectedException(reason, "one " + what, subject.count(type) + " of them");
        }
        return single(subject.texts(type), reason, what);
    }

    private static <T> T single(List<T> values, Reason reason, String what) {
        if (values.size() != 1) {
            throw new PathRejectedException(reason, "one " + what, values.size() + " of them");
        }
        return values.get(0);
    }
}
