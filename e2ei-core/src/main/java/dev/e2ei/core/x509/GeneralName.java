package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.ObjectIdentifier;

/** A GeneralName, RFC 5280 section 4.2.1.6. Names of people never appear in {@code toString}. */
public sealed interface GeneralName {
    /** The name of its form in RFC 5280. */
    String form();

    /** {@code otherName}: a name of a form that others define. */
    record OtherName(ObjectIdentifier typeId, Bytes value) implements GeneralName {
        @Override
        public String form() {
            return "otherName";
        }
    }

    /** {@code rfc822Name}: a mailbox, or in a constraint also a host or a domain. */
    record Rfc822Name(String mailbox) implements GeneralName {
        @Override
        public String form() {
            return "rfc822Name";
        }

        @Override
        public String toString() {
            return "Rfc822Name[]";
        }
    }

    /** {@code dNSName}. */
    record DnsName(String name) implements GeneralName {
        @Override
        public String form() {
            return "dNSName";
        }
    }

    /** {@code x400Address}, not looked into. */
    record X400Address(Bytes encoded) implements GeneralName {
        @Override
        public String form() {
            return "x400Address";
        }
    }

    /** {@code directoryName}. */
    record DirectoryName(DistinguishedName name) implements GeneralName {
        @Override
        public String form() {
            return "directoryName";
        }

        @Override
        public String toString() {
            return "DirectoryName[]";
        }
    }

    /** {@code ediPartyName}, not looked into. */
    record EdiPartyName(Bytes encoded) implements GeneralName {
        @Override
        public String form() {
            return "ediPartyName";
        }
    }

    /** {@code uniformResourceIdentifier} as received; in a constraint a host or a domain. */
    record UniformResourceIdentifier(String uri) implements GeneralName {
        @Override
        public String form() {
            return "uniformResourceIdentifier";
        }

        @Override
        public String toString() {
            return "UniformResourceIdentifier[]";
        }
    }

    /** {@code iPAddress}: 4 or 16 octets, in a constraint twice as many. */
    record IpAddress(Bytes octets) implements GeneralName {
        @Override
        public String form() {
            return "iPAddress";
        }
    }

    /** {@code registeredID}. */
    record RegisteredId(ObjectIdentifier identifier) implements GeneralName {
        @Override
        public String form() {
            return "registeredID";
        }
    }
}
