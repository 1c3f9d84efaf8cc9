package dev.e2ei.core.identity;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import java.text.Normalizer;
import java.util.OptionalInt;

/**
 * A name that is shown to people: composed (NFC), so that equal names are equal text, and without what is not seen or turns
 * around what is. Look-alike letters remain: which of them a domain lets its people use is for its authority to say.
 */
final class DisplayName {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int EMOJI_STYLE = 0xfe0f;

    private DisplayName() {}

    /** The name composed, be it fit to be shown or not. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * The name as it is shown.
     *
     * @throws PathRejectedException if it cannot be shown
     */
    static String of(String text) {
        String name = composed(text);
        if (name.isBlank()) {
            throw new PathRejectedException(Reason.DISPLAY_NAME, "a name that is seen", "blanks only");
        }
        firstUnseen(name).ifPresent(c -> {
            throw new PathRejectedException(
                    Reason.DISPLAY_NAME, "a name without control and invisible characters", String.format("U+%04X", c));
        });
        return name;
    }

    /** Whether a text is shown as it is. */
    static boolean isShown(String text) {
        return composed(text).equals(text) && firstUnseen(text).isEmpty();
    }

    private static OptionalInt firstUnseen(String name) {
        int before = -1;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            int after = i < name.length() ? name.codePointAt(i) : -1;
            if (!isSeen(before, c, after)) {
                return OptionalInt.of(c);
            }
            before = c;
        }
        return OptionalInt.empty();
    }

    /** Invisible characters that shape their neighbours count as seen between such neighbours only. */
    private static boolean isSeen(int before, int c, int after) {
        return switch (c) {
            case ZERO_WIDTH_NON_JOINER -> isWord(before) && isWord(after);
            case ZERO_WIDTH_JOINER ->
                isWord(before) && (isWord(after) || isMark(before)) || isPicture(before) && isPicture(after);
            case EMOJI_STYLE -> isPicture(before) || "#*0123456789".indexOf(before) >= 0;
            default -> !isInvisible(c);
        };
    }

    /** Of a script in which joiners tell words apart. */
    private static boolean isWord(int c) {
        if (c < 0 || !Character.isLetter(c) && !isMark(c)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, ARMENIAN, GEORGIAN, HAN, HIRAGANA, KATAKANA, HANGUL, COMMON, INHERITED ->
                false;
            default -> true;
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isPicture(int c) {
        int type = c < 0 ? Character.UNASSIGNED : Character.getType(c);
        return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL && c > 0xffff || c == EMOJI_STYLE;
    }

    /** Controls, all of which turn text around or are not seen, and what Unicode lets a display leave out. */
    private static boolean isInvisible(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {
                return true;
            }
            default -> {
                return c == 0x034f
                        || c == 0x115f
                        || c == 0x1160
                        || c == 0x17b4
                        || c == 0x17b5
                        || c >= 0x180b && c <= 0x180f
                        || c == 0x2065
                        || c == 0x2800
                        || c == 0x3164
                        || c >= 0xfe00 && c <= 0xfe0f
                        || c == 0xffa0
                        || c >= 0xfff0 && c <= 0xfff8
                        || c >= 0xe0000 && c <= 0xe0fff
                        || (c & 0xfffe) == 0xfffe;
            }
        }
    }
}
