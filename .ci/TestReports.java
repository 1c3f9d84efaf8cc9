import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Adds up Surefire's reports. Arguments: the list of allowed skips, then the trees that hold
 * {@code <module>/target/surefire-reports}. Fails if there is no test, or one was skipped that is not on the list.
 */
class TestReports {
    private final Map<String, String> allowed = new HashMap<>();
    private final List<String> forbidden = new ArrayList<>();
    private int run;
    private int failures;
    private int errors;
    private int skipped;

    public static void main(String[] args) throws Exception {
        TestReports reports = new TestReports();
        reports.readAllowed(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            reports.addTree(Path.of(args[i]));
        }
        System.exit(reports.tell() ? 0 : 1);
    }

    private void readAllowed(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+", 2);
                if (parts.length < 2) {
                    throw new IllegalArgumentException("no reason in " + file + ": " + line);
                }
                allowed.put(parts[0], parts[1]);
            }
        }
    }

    private void addTree(Path tree) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        try (Stream<Path> modules = Files.list(tree)) {
            for (Path module : modules.sorted().toList()) {
                Path folder = module.resolve("target/surefire-reports");
                if (Files.isDirectory(folder)) {
                    addFolder(folder, parser);
                }
            }
        }
    }

    private void addFolder(Path folder, DocumentBuilder parser) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
                NodeList cases = parser.parse(file.toFile()).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    add((Element) cases.item(i));
                }
            }
        }
    }

    private void add(Element test) {
        run++;
        failures += present(test, "failure");
        errors += present(test, "error");
        if (present(test, "skipped") == 1) {
            skipped++;
            String name = test.getAttribute("classname") + "#" + test.getAttribute("name").replaceAll("[\\s({\\[].*", "");
            String reason = ((Element) test.getElementsByTagName("skipped").item(0)).getAttribute("message");
            if (allowed.containsKey(name)) {
                System.out.println("skipped, as allowed: " + name + ": " + allowed.get(name));
            } else {
                forbidden.add(name + ": " + reason);
            }
        }
    }

    private static int present(Element test, String tag) {
        return test.getElementsByTagName(tag).getLength() > 0 ? 1 : 0;
    }

    private boolean tell() {
        forbidden.forEach(test -> System.out.println("skipped, which is not allowed here: " + test));
        System.out.printf("Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n", run, failures, errors, skipped);
        if (run == 0) {
            System.out.println("no test was run");
        }
        return run > 0 && failures == 0 && errors == 0 && forbidden.isEmpty();
    }
}
