package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerTag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The character string types of DirectoryString and IA5String, and their comparison by RFC 4518. */
final class CharacterString {
    private static final String PRINTABLE_PUNCTUATION = " '()+,-./:=?";

    private CharacterString() {}

    static boolean isOne(int tag) {
        return switch (tag) {
            case DerTag.UTF8_STRING,
                    DerTag.PRINTABLE_STRING,
                    DerTag.NUMERIC_STRING,
                    DerTag.TELETEX_STRING,
                    DerTag.IA5_STRING,
                    DerTag.VISIBLE_STRING,
                    DerTag.UNIVERSAL_STRING,
                    DerTag.BMP_STRING -> true;
            default -> false;
        };
    }

    static Optional<String> decode(int tag, Bytes content) {
        return switch (tag) {
            case DerTag.UTF8_STRING -> isAscii(content) ? ascii(content) : decode(content, StandardCharsets.UTF_8);
            case DerTag.PRINTABLE_STRING -> ascii(content).filter(CharacterString::isPrintable);
            case DerTag.TELETEX_STRING -> decode(content, StandardCharsets.ISO_8859_1);
            // Every plane-0 code unit is a character of its own in BMPString: no surrogates.
            case DerTag.BMP_STRING ->
                decode(content, StandardCharsets.UTF_16BE)
                        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
            case DerTag.UNIVERSAL_STRING -> decode(content, Charset.forName("UTF-32BE"));
            default -> ascii(content);
        };
    }

    static Optional<String> ascii(Bytes content) {
        return isAscii(content)
                ? Optional.of(new String(content.toByteArray(), StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private static boolean isAscii(Bytes content) {
        for (int i = 0; i < content.size(); i++) {
            if (content.at(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || PRINTABLE_PUNCTUATION.indexOf(c) >= 0;
            if (!printable) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decode(Bytes content, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(content.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** RFC 4518 as far as RFC 5280, section 7.1, asks for it: case, compatibility forms, and runs of blanks. */
    static String prepare(String text) {
        String folded = isAscii(text) ? text.toLowerCase(Locale.ROOT) : fold(text);
        for (int i = 0; i < folded.length(); i++) {
            if (isBlank(folded.charAt(i))) {
                return withoutRunsOfBlanks(folded);
            }
        }
        return folded;
    }

    private static String withoutRunsOfBlanks(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (blank && !out.isEmpty()) {
                out.append(' ');
            }
            blank = false;
            out.append(c);
        }
        return out.toString();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
