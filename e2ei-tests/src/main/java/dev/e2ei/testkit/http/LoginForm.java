package dev.e2ei.testkit.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first form of a page that asks for a password, as far as filling it in needs it.
 *
 * @param action where it is sent
 * @param hidden its hidden fields
 */
public record LoginForm(URI action, Map<String, String> hidden) {
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("(?is)<input\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?is)([a-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    /**
     * Looks for the form.
     *
     * @param page the page
     * @return the form, if there is one
     */
    public static Optional<LoginForm> find(PageClient.Page page) {
        Matcher form = FORM.matcher(page.body());
        while (form.find()) {
            Map<String, String> hidden = new LinkedHashMap<>();
            boolean password = false;
            Matcher input = INPUT.matcher(form.group(2));
            while (input.find()) {
                Map<String, String> attributes = attributes(input.group(1));
                password |= "password".equals(attributes.get("type"));
                if ("hidden".equals(attributes.get("type")) && attributes.containsKey("name")) {
                    hidden.put(attributes.get("name"), attributes.getOrDefault("value", ""));
                }
            }
            String action = attributes(form.group(1)).get("action");
            if (password && action != null) {
                return Optional.of(new LoginForm(page.uri().resolve(action), hidden));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            attributes.put(attribute.group(1).toLowerCase(java.util.Locale.ROOT), unescape(value));
        }
        return attributes;
    }

    private static String unescape(String value) {
        return value.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /**
     * Fills it in.
     *
     * @param fields what the person types
     * @return what is sent
     */
    public Form fill(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(hidden);
        all.putAll(fields);
        return new Form(all);
    }
}
