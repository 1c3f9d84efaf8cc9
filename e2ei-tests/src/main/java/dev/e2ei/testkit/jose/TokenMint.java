package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TokenFlaw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Signs tokens, well or as badly as the faults in force ask for. */
public final class TokenMint {
    private TokenMint() {}

    /**
     * Signs a token.
     *
     * @param header its header
     * @param claims its claims
     * @param key by which key
     * @param due what is to be wrong
     * @return the compact JWS
     */
    public static String sign(ObjectNode header, ObjectNode claims, SigningKey key, List<Misbehaviour> due) {
        Optional<TokenFlaw> flaw = Optional.empty();
        for (Misbehaviour misbehaviour : due) {
            if (misbehaviour instanceof Misbehaviour.Claim claim) {
                change(claims, claim.name(), claim.json());
            } else if (misbehaviour instanceof Misbehaviour.TokenHeader member) {
                change(header, member.name(), member.json());
            } else if (misbehaviour instanceof Misbehaviour.TokenSignature signature) {
                flaw = Optional.of(signature.flaw());
            }
        }
        return flaw.isPresent() ? flawed(header, claims, key, flaw.get()) : key.compact(header, claims);
    }

    private static void change(ObjectNode object, String name, Optional<String> json) {
        if (json.isPresent()) {
            object.set(name, Json.readValue(json.get()));
        } else {
            object.remove(name);
        }
    }

    private static String flawed(ObjectNode header, ObjectNode claims, SigningKey key, TokenFlaw flaw) {
        return switch (flaw) {
            case BIT_FLIPPED -> {
                String token = key.compact(header, claims);
                byte[] signature = signature(token);
                signature[signature.length / 2] ^= 1;
                yield unsigned(token) + "." + Base64Url.encode(signature);
            }
            case TRUNCATED -> {
                String token = key.compact(header, claims);
                byte[] signature = signature(token);
                yield unsigned(token) + "." + Base64Url.encode(Arrays.copyOf(signature, signature.length - 1));
            }
            case NONE -> unsigned(key.compact(header.put("alg", "none"), claims)) + ".";
            case HMAC_WITH_PUBLIC_KEY -> {
                String input = unsigned(key.compact(header.put("alg", "HS256"), claims));
                yield input + "." + Base64Url.encode(hmac(publicOctets(key), input));
            }
            case OTHER_KEY -> {
                SigningKey other = SigningKey.generate(key.algorithm());
                if (header.has("jwk")) {
                    header.set("jwk", other.jwk().json());
                }
                yield other.compact(header, claims);
            }
            case NOT_A_TOKEN -> "this.is-no.token";
        };
    }

    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static byte[] signature(String token) {
        return Base64Url.decode(token.substring(token.lastIndexOf('.') + 1));
    }

    private static byte[] publicOctets(SigningKey key) {
        return key.publicKeyInfo().getPublicKeyData().getOctets();
    }

    private static byte[] hmac(byte[] key, String input) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key));
        byte[] octets = input.getBytes(StandardCharsets.US_ASCII);
        mac.update(octets, 0, octets.length);
        byte[] tag = new byte[mac.getMacSize()];
        mac.doFinal(tag, 0);
        return tag;
    }
}
