package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.mainspring.task.qio.Qio;

/** The tables of the pages about the task name tests and functions that there are, and all of these. */
class TaskContractTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static final List<String> ROOMS =
            List.of("org.mainspring.task.", "org.mainspring.task.qio.", "org.mainspring.task.jfr.");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The rows of all tables of a page, each as its cells, without the heads. */
    private static List<List<String>> rows(String page) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(DOCS.resolve(page));
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("|") && !lines.get(i).startsWith("|---") && !head) {
                String inner = lines.get(i).substring(1, lines.get(i).lastIndexOf('|'));
                rows.add(Arrays.stream(inner.split("\\|")).map(String::strip).toList());
            }
        }
        return rows;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static Stream<Class<?>> classesNamed(String name) {
        return ROOMS.stream().flatMap(room -> {
            try {
                return Stream.of(Class.forName(room + name));
            } catch (ClassNotFoundException elsewhere) {
                return Stream.empty();
            }
        });
    }

    /** Whether it is a test class, a test method of it or of one nested in it, or a class nested in it. */
    private static boolean isTest(String name) {
        String[] parts = name.split("\\.");
        return classesNamed(parts[0])
                .anyMatch(type -> parts.length == 1 || hasMethod(type, parts[1]) || hasNested(type, parts[1]));
    }

    private static boolean hasMethod(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(name) && isTest(method))
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(nested -> hasMethod(nested, name));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static boolean hasNested(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredClasses())
                .anyMatch(nested -> nested.getSimpleName().equals(name));
    }

    @Test
    void everyRowOfTheContractNamesTestsThatThereAre() throws IOException {
        List<List<String>> rows = rows("task-contract.md");

        assertThat(rows).hasSizeGreaterThan(60);
        for (List<String> row : rows) {
            List<String> tests = codes(row.get(row.size() - 1));
            assertThat(tests).as("tests of %s", row).isNotEmpty().allMatch(TaskContractTest::isTest);
        }
    }

    @Test
    void aTestThatThereIsNotIsFound() {
        assertThat(isTest("IOTaskTest.whenSomethingElse_thenNothing")).isFalse();
        assertThat(isTest("NoSuchTest")).isFalse();
        assertThat(isTest("IOTaskTest.GivenAnError")).isTrue();
    }

    @Test
    void everyFunctionOfTheFacadeStandsInThePortingTableAndNoOther() throws IOException {
        Set<String> functions = Arrays.stream(Qio.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new TreeSet<>();
        for (List<String> row : rows("porting-from-qemu-task.md")) {
            codes(row.get(1)).stream()
                    .filter(name -> name.equals(name.toLowerCase()))
                    .forEach(shown::add);
        }

        assertThat(shown).isNotEmpty().isEqualTo(functions);
    }

    @Test
    void everyFunctionOfTheFacadeHasTheNameOfItsOrigin() throws IOException {
        String source =
                Files.readString(Path.of("src", "main", "java", "org", "mainspring", "task", "qio", "Qio.java"));
        Matcher matcher = Pattern.compile("@origin QEMU (\\w+).*?\\s(\\w+)\\(", Pattern.DOTALL)
                .matcher(source.substring(source.indexOf("public final class Qio")));
        int found = 0;
        while (matcher.find()) {
            assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
            found++;
        }

        assertThat(found).isEqualTo((int) Arrays.stream(Qio.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .count());
    }
}
