package org.mainspring.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every public top-level type of an exported package says which threads may use it, in its javadoc. */
class ThreadsTagTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final Pattern EXPORT = Pattern.compile("exports\\s+([\\w.]+)\\s*;");

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public\\s+(?:[a-z-]+\\s+)*?(?:class|interface|@interface|enum|record)\\s");

    @Test
    void everyPublicTypeNamesItsThreads() throws IOException {
        List<Path> silent = new ArrayList<>();
        for (Path file : filesOfExportedPackages()) {
            if (isSilent(Files.readString(file))) {
                silent.add(file);
            }
        }

        assertThat(silent).as("public types without @threads").isEmpty();
    }

    @Test
    void whenTheTagStandsOnlyBelowTheType_thenTheTypeIsSilent() {
        assertThat(isSilent("/** A. */\npublic final class A {\n/** @threads any */ void a() {}\n}"))
                .isTrue();
        assertThat(isSilent("/**\n * A.\n *\n * @threads any\n */\npublic sealed interface A {}"))
                .isFalse();
        assertThat(isSilent("/** A. */\nfinal class A {}")).isFalse();
    }

    private static boolean isSilent(String source) {
        Matcher type = PUBLIC_TYPE.matcher(source);
        return type.find() && !source.substring(0, type.start()).contains("@threads ");
    }

    private static List<Path> filesOfExportedPackages() throws IOException {
        List<Path> found = new ArrayList<>();
        String module = Files.readString(SOURCES.resolve("module-info.java"));
        Matcher export = EXPORT.matcher(module);
        while (export.find()) {
            try (var files =
                    Files.newDirectoryStream(SOURCES.resolve(export.group(1).replace('.', '/')), "*.java")) {
                files.forEach(found::add);
            }
        }
        assertThat(found.isEmpty()).isEqualTo(!module.contains("exports "));
        return found;
    }
}
