package org.mainspring.mainloop;

import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;

/** What the names of tests on a page stand for: {@code FooTest}, {@code FooTest.GivenBar}, {@code FooTest.whenX}. */
final class TestNames {
    private static final Path SOURCES = Path.of("src", "test", "java");

    private final Map<String, List<Class<?>>> classes;

    /** Of all test classes of this module. */
    TestNames() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            classes = files.filter(file -> file.getFileName().toString().matches("\\w+(Test|Contract)\\.java"))
                    .map(TestNames::load)
                    .collect(Collectors.groupingBy(Class::getSimpleName));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Class<?> load(Path file) {
        String name = SOURCES.relativize(file).toString().replaceAll("\\.java$", "");
        try {
            return Class.forName(name.replace(file.getFileSystem().getSeparator(), "."), false, loader());
        } catch (ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
    }

    private static ClassLoader loader() {
        return TestNames.class.getClassLoader();
    }

    /** The test methods that a name stands for, each as {@code FooTest.GivenBar.whenX}; none if there is no such test. */
    List<String> testsOf(String name) {
        String[] parts = name.split("\\.");
        List<String> found = new ArrayList<>();
        for (Class<?> type : classes.getOrDefault(parts[0], List.of())) {
            collect(type, parts[0], Arrays.asList(parts).subList(1, parts.length), found);
        }
        return found;
    }

    /** A name may leave out nested classes before its method. */
    private static void collect(Class<?> type, String path, List<String> rest, List<String> found) {
        testMethods(type)
                .filter(method -> rest.isEmpty() || rest.equals(List.of(method)))
                .forEach(method -> found.add(path + "." + method));
        nested(type).forEach(inner -> {
            boolean named = !rest.isEmpty() && rest.get(0).equals(inner.getSimpleName());
            if (named || rest.size() < 2) {
                collect(inner, path + "." + inner.getSimpleName(), named ? rest.subList(1, rest.size()) : rest, found);
            }
        });
    }

    private static Stream<String> testMethods(Class<?> type) {
        return withSuperclasses(type)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> isAnnotated(method, Testable.class))
                .map(Method::getName)
                .distinct();
    }

    private static Stream<Class<?>> nested(Class<?> type) {
        return withSuperclasses(type)
                .flatMap(each -> Stream.of(each.getDeclaredClasses()))
                .filter(each -> isAnnotated(each, org.junit.jupiter.api.Nested.class));
    }

    private static Stream<Class<?>> withSuperclasses(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass);
    }
}
