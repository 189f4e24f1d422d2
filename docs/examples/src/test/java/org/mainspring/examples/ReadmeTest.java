package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the pages show is what {@link SnippetsTest}, {@link ThreadSnippetsTest} and {@link PortedFromGLibTest} compile and run. */
class ReadmeTest {
    private static final Path HOME = Path.of("..", "..");

    private static final Path TESTS = Path.of("src", "test", "java", "org", "mainspring", "examples");

    @Test
    void everySnippetOfAPageIsTheRegionOfThatName() throws IOException {
        Map<String, String> regions = regions();

        for (Path page : pages()) {
            for (Snippets.Block block : Snippets.blocks(Files.readString(page))) {
                assertThat(block.text())
                        .as("snippet %s of %s", block.name(), HOME.relativize(page))
                        .isEqualTo(regions.get(block.name()));
            }
        }
    }

    @Test
    void theRegionsThatPagesCountOnAreThere() throws IOException {
        assertThat(regions())
                .containsKeys("first-loop", "held-source", "own-kind", "worker-task", "virtual-time")
                .containsKeys("mailbox", "spinning")
                .containsKeys("kept-timeout", "own-source", "driven-from-outside");
    }

    private static Map<String, String> regions() throws IOException {
        return Snippets.regions(Files.readString(TESTS.resolve("SnippetsTest.java"))
                + Files.readString(TESTS.resolve("ThreadSnippetsTest.java"))
                + Files.readString(TESTS.resolve("PortedFromGLibTest.java")));
    }

    /** The front page, and those that lie in docs itself. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(HOME, HOME.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(".md"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    @Nested
    class GivenAPageAndASource {
        @Test
        void whenABlockIsMarked_thenItIsFoundWithoutItsIndent() {
            String page = "text\n<!-- snippet: one -->\n```java\na();\n  b();\n```\ntext\n```java\nc();\n```\n";

            assertThat(Snippets.blocks(page)).containsExactly(new Snippets.Block("one", "a();\n  b();"));
        }

        @Test
        void whenNoBlockFollowsTheMark_thenThatIsAnError() {
            assertThatThrownBy(() -> Snippets.blocks("<!-- snippet: one -->\ntext\n```java\na();\n```\n"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("one");
        }

        @Test
        void whenARegionIsMarked_thenItIsFoundWithoutItsIndent() {
            String source =
                    "x();\n    // snippet: one\n    a();\n      b();\n    // end\n    // snippet: two\n    c();\n"
                            + "    // end\n";

            assertThat(Snippets.regions(source))
                    .containsExactly(Map.entry("one", "a();\n  b();"), Map.entry("two", "c();"));
        }

        @Test
        void whenTwoRegionsHaveOneName_thenThatIsAnError() {
            String source = "// snippet: one\n// end\n// snippet: one\n// end\n";

            assertThatThrownBy(() -> Snippets.regions(source)).isInstanceOf(AssertionError.class);
        }
    }
}
