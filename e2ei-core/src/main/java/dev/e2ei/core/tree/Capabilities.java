package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import java.util.List;

/**
 * Capabilities, RFC 9420, section 7.2: what a client supports beyond the default types. Unknown numbers stay numbers.
 *
 * @param versions protocol versions
 * @param ciphersuites suites
 * @param extensions extension types
 * @param proposals proposal types
 * @param credentials credential types
 */
public record Capabilities(
        List<Integer> versions,
        List<Integer> ciphersuites,
        List<Integer> extensions,
        List<Integer> proposals,
        List<Integer> credentials) {
    /** MLS 1.0 as a protocol version. */
    public static final int MLS10 = 1;

    /** The highest proposal type that everybody supports without saying so. */
    private static final int LAST_DEFAULT_PROPOSAL = 7;

    static final TlsCodec<Integer> NUMBER = TlsCodec.of((number, out) -> out.u16(number), TlsReader::u16);

    /** The wire form. */
    public static final TlsCodec<Capabilities> CODEC = TlsCodec.of(
            (capabilities, out) -> {
                out.list(NUMBER, capabilities.versions);
                out.list(NUMBER, capabilities.ciphersuites);
                out.list(NUMBER, capabilities.extensions);
                out.list(NUMBER, capabilities.proposals);
                out.list(NUMBER, capabilities.credentials);
            },
            in -> new Capabilities(
                    in.field("versions").list(NUMBER),
                    in.field("cipher_suites").list(NUMBER),
                    in.field("extensions").list(NUMBER),
                    in.field("proposals").list(NUMBER),
                    in.field("credentials").list(NUMBER)));

    /** {@inheritDoc} */
    public Capabilities {
        versions = List.copyOf(versions);
        ciphersuites = List.copyOf(ciphersuites);
        extensions = List.copyOf(extensions);
        proposals = List.copyOf(proposals);
        credentials = List.copyOf(credentials);
    }

    /**
     * Whether an extension is supported, default types included.
     *
     * @param type the type
     * @return whether it is
     */
    public boolean supportsExtension(int type) {
        return ExtensionType.isDefault(type) || extensions.contains(type);
    }

    /**
     * Whether a proposal is supported, default types included.
     *
     * @param type the type
     * @return whether it is
     */
    public boolean supportsProposal(int type) {
        return type >= 1 && type <= LAST_DEFAULT_PROPOSAL || proposals.contains(type);
    }

    /**
     * Whether a credential is supported; no type is by default.
     *
     * @param type the type
     * @return whether it is
     */
    public boolean supportsCredential(int type) {
        return credentials.contains(type);
    }

    /**
     * Whether all that a group demands is supported.
     *
     * @param required what it demands
     * @return whether it is
     */
    public boolean supports(RequiredCapabilities required) {
        return required.extensionTypes().stream().allMatch(this::supportsExtension)
                && required.proposalTypes().stream().allMatch(this::supportsProposal)
                && required.credentialTypes().stream().allMatch(this::supportsCredential);
    }
}
