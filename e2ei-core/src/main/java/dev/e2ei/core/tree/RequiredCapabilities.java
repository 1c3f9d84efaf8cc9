package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import java.util.List;

/**
 * RequiredCapabilities, RFC 9420, section 11.1: what every member has to support.
 *
 * @param extensionTypes extensions
 * @param proposalTypes proposals
 * @param credentialTypes credentials
 */
public record RequiredCapabilities(
        List<Integer> extensionTypes, List<Integer> proposalTypes, List<Integer> credentialTypes) {
    /** The wire form. */
    public static final TlsCodec<RequiredCapabilities> CODEC = TlsCodec.of(
            (required, out) -> {
                out.list(Capabilities.NUMBER, required.extensionTypes);
                out.list(Capabilities.NUMBER, required.proposalTypes);
                out.list(Capabilities.NUMBER, required.credentialTypes);
            },
            in -> new RequiredCapabilities(
                    in.field("extension_types").list(Capabilities.NUMBER),
                    in.field("proposal_types").list(Capabilities.NUMBER),
                    in.field("credential_types").list(Capabilities.NUMBER)));

    /** {@inheritDoc} */
    public RequiredCapabilities {
        extensionTypes = List.copyOf(extensionTypes);
        proposalTypes = List.copyOf(proposalTypes);
        credentialTypes = List.copyOf(credentialTypes);
    }

    /** {@return the extension that holds these} */
    public Extension toExtension() {
        return new Extension(ExtensionType.REQUIRED_CAPABILITIES, Bytes.of(CODEC.toOctets(this)));
    }
}
