package dev.e2ei.acme.json;

import java.util.ArrayList;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> elements) implements JsonValue {
    public JsonArray {
        elements = List.copyOf(elements);
    }

    /** An array of strings. */
    public static JsonArray ofTexts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(Text::new).toList());
    }

    /** The elements, all of which have to be objects; {@code name} is the member that the array was. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            if (!(element instanceof JsonObject object)) {
                throw new JsonException("an element of \"" + name + "\" is not an object");
            }
            objects.add(object);
        }
        return List.copyOf(objects);
    }

    /** The elements, all of which have to be strings; {@code name} is the member that the array was. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            if (!(element instanceof Text text)) {
                throw new JsonException("an element of \"" + name + "\" is not a string");
            }
            texts.add(text.value());
        }
        return List.copyOf(texts);
    }

    @Override
    public String toString() {
        return "JsonArray[" + elements.size() + " elements]";
    }
}
