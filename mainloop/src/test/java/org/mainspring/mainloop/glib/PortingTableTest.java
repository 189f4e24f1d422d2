package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/porting-from-glib.md to the code: no name is missing, too many, or has other arguments. */
class PortingTableTest {
    private static final Path PAGE = Path.of("..", "docs", "porting-from-glib.md");

    private static final String NOT_THERE = "not there";

    /** Where the types of the table live. */
    private static final List<String> PACKAGES = List.of(
            "org.mainspring.mainloop.",
            "org.mainspring.mainloop.source.",
            "org.mainspring.mainloop.poll.",
            "org.mainspring.mainloop.kind.",
            "org.mainspring.mainloop.time.",
            "org.mainspring.mainloop.glib.",
            "java.util.function.");

    /** Every function, constant and type that GLib has for its main loop: section 1 of the behaviour contract. */
    private static final String GLIB = """
            GIOCondition GMainContextFlags GSourceFuncs GSourceFunc GSourceOnceFunc GSourceCallbackFuncs
            GSourceDisposeFunc GChildWatchFunc GClearHandleFunc
            GMainContext GMainLoop GSource GPollFD GPollFunc GDestroyNotify GUnixFDSourceFunc GIOFunc GMainContextPusher
            G_IO_IN G_IO_PRI G_IO_OUT G_IO_ERR G_IO_HUP G_IO_NVAL
            G_MAIN_CONTEXT_FLAGS_NONE G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING
            G_PRIORITY_HIGH G_PRIORITY_DEFAULT G_PRIORITY_HIGH_IDLE G_PRIORITY_DEFAULT_IDLE G_PRIORITY_LOW
            G_SOURCE_REMOVE G_SOURCE_CONTINUE
            g_timeout_funcs g_idle_funcs g_child_watch_funcs g_unix_signal_funcs g_unix_fd_source_funcs g_io_watch_funcs
            g_main_context_new g_main_context_new_with_flags g_main_context_ref g_main_context_unref
            g_main_context_default g_main_context_new_with_next_id g_get_worker_context
            g_main_context_iteration g_main_context_pending g_main_context_prepare g_main_context_query
            g_main_context_check g_main_context_dispatch g_main_context_wakeup
            g_main_context_acquire g_main_context_release g_main_context_is_owner g_main_context_wait
            g_main_context_set_poll_func g_main_context_get_poll_func g_main_context_add_poll g_main_context_remove_poll
            g_poll
            g_main_context_push_thread_default g_main_context_pop_thread_default g_main_context_get_thread_default
            g_main_context_ref_thread_default g_main_context_pusher_new g_main_context_pusher_free
            g_main_context_find_source_by_id g_main_context_find_source_by_user_data
            g_main_context_find_source_by_funcs_user_data
            g_main_context_invoke g_main_context_invoke_full
            g_main_loop_new g_main_loop_run g_main_loop_quit g_main_loop_ref g_main_loop_unref g_main_loop_is_running
            g_main_loop_get_context g_main_depth g_main_current_source
            g_source_new g_source_ref g_source_unref g_source_attach g_source_destroy g_source_is_destroyed
            g_source_set_funcs g_source_set_dispose_function g_source_get_id g_source_get_context g_source_dup_context
            g_source_set_priority g_source_get_priority g_source_set_can_recurse g_source_get_can_recurse
            g_source_set_name g_source_set_static_name g_source_get_name g_source_set_name_by_id
            g_source_set_callback g_source_set_callback_indirect g_source_set_closure g_source_set_dummy_callback
            g_source_set_ready_time g_source_set_ready_time_ns g_source_clear_ready_time g_source_get_ready_time
            g_source_get_ready_time_ns g_source_get_time g_source_get_time_ns g_source_get_current_time g_get_monotonic_time
            g_get_monotonic_time_ns g_get_real_time g_get_current_time
            g_source_add_unix_fd g_source_modify_unix_fd g_source_remove_unix_fd g_source_query_unix_fd
            g_source_add_poll g_source_remove_poll
            g_source_add_child_source g_source_remove_child_source
            g_source_remove g_source_remove_by_user_data g_source_remove_by_funcs_user_data g_idle_remove_by_data
            g_clear_handle_id g_steal_handle_id g_steal_fd
            g_idle_source_new g_idle_add g_idle_add_full g_idle_add_once
            g_timeout_source_new g_timeout_source_new_ns g_timeout_source_new_seconds
            g_timeout_add g_timeout_add_full g_timeout_add_once
            g_timeout_add_seconds g_timeout_add_seconds_full g_timeout_add_seconds_once
            g_child_watch_source_new g_child_watch_add g_child_watch_add_full
            g_unix_signal_source_new g_unix_signal_add g_unix_signal_add_full
            g_unix_fd_source_new g_unix_fd_add g_unix_fd_add_full
            g_io_create_watch g_io_add_watch g_io_add_watch_full
            g_cancellable_source_new
            """;

    /** What is not GLib's, and code that uses it cannot do without. */
    private static final Set<String> OF_C = Set.of("SIGHUP", "SIGINT", "SIGUSR1", "SIGUSR2", "SIGTERM", "SIGWINCH");

    /** A row: the name in C, the names in Java, those in the facade, and what differs. */
    record Row(String c, List<String> java, String facade, String difference) {
        @Override
        public String toString() {
            return c;
        }
    }

    static List<Row> rows() throws IOException {
        Pattern row = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$");
        String table = Files.readString(PAGE);
        table = table.substring(table.indexOf("\n## Table\n"));
        List<Row> rows = new ArrayList<>();
        Matcher found = row.matcher(table);
        while (found.find()) {
            rows.add(new Row(
                    found.group(1),
                    quoted(found.group(2)),
                    found.group(3).strip(),
                    found.group(4).strip()));
        }
        assertThat(rows).hasSize((int)
                table.lines().filter(line -> line.startsWith("| `")).count());
        return rows;
    }

    private static List<String> quoted(String cell) {
        return Pattern.compile("`([^`]*)`")
                .matcher(cell)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    // ---- C

    @Test
    void everyNameOfGLibHasOneRow() throws IOException {
        List<String> names = new ArrayList<>(List.of(GLIB.strip().split("\\s+")));
        names.addAll(OF_C);

        assertThat(rows()).extracting(Row::c).containsExactlyInAnyOrderElementsOf(names);
    }

    // ---- the facade

    /** Each function with its arguments, each constant, and nothing else. */
    @Test
    void theFacadeIsTheThirdColumn() throws IOException {
        Set<String> members = Stream.concat(
                        Arrays.stream(GLib.class.getMethods())
                                .filter(method -> Modifier.isStatic(method.getModifiers()))
                                .map(PortingTableTest::signature),
                        Arrays.stream(GLib.class.getFields()).map(Field::getName))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> table = rows().stream()
                .filter(row -> !isType(row))
                .flatMap(row -> quoted(row.facade()).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(table).isEqualTo(members);
    }

    @Test
    void aRowThatIsThere_isThereUnderItsOwnName() throws IOException {
        for (Row row : rows()) {
            if (!isType(row) && !row.facade().equals(NOT_THERE)) {
                assertThat(quoted(row.facade()))
                        .isNotEmpty()
                        .allMatch(
                                signature -> signature.replaceFirst("\\(.*", "").equals(row.c()));
            }
        }
    }

    @Test
    void whatIsNotThereHasAReason() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.facade().equals(NOT_THERE))
                .isNotEmpty()
                .allMatch(row -> row.difference().length() > 20);
    }

    private static boolean isType(Row row) {
        return row.c().matches("G[A-Z][a-z]\\w*|GIO[A-Z]\\w*|GUnix\\w*");
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(PortingTableTest::simpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simpleName(Type type) {
        return type instanceof ParameterizedType of
                ? simpleName(of.getRawType())
                : type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }

    /** Every public type of the room is named by the table, but for those that only make up GLib. */
    @Test
    void theTypesOfTheRoomStandInTheTable() throws IOException {
        Set<String> table = rows().stream()
                .filter(PortingTableTest::isType)
                .flatMap(row -> quoted(row.facade()).stream())
                .collect(Collectors.toSet());
        table.add("GVtable"); // named in the last column
        Set<String> types = new ClassFileImporter()
                .importPath(Path.of("target", "classes", "org", "mainspring", "mainloop", "glib")).stream()
                        .filter(type ->
                                type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                        .filter(type -> !type.isNestedClass() && !type.isAssignableFrom(GLib.class))
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet());

        assertThat(types).hasSizeGreaterThan(4);
        assertThat(table).containsAll(types);
    }

    @Test
    void theTypesOfTheFacadeExist() throws IOException {
        assertThat(rows().stream()
                        .filter(PortingTableTest::isType)
                        .flatMap(row -> quoted(row.facade()).stream())
                        .filter(name -> !name.equals("int") && type(name) == null))
                .isEmpty();
    }

    // ---- Java

    @Test
    void theNamesInJavaExist() throws IOException {
        assertThat(rows().stream().flatMap(row -> row.java().stream()).filter(name -> !exists(name)))
                .isEmpty();
        assertThat(rows().stream().filter(row -> !row.java().isEmpty())).hasSizeGreaterThan(100);
    }

    /** {@code Type}, {@code Type.member} or {@code new Type(First, Second)}. */
    private static boolean exists(String name) {
        Matcher matcher =
                Pattern.compile("(new )?(\\w+)(?:\\.(\\w+))?(?:\\((.*)\\))?").matcher(name);
        if (!matcher.matches()) {
            return false;
        }
        Class<?> type = type(matcher.group(2));
        if (type == null) {
            return false;
        }
        if (matcher.group(1) != null) {
            String parameters = matcher.group(4);
            return Arrays.stream(type.getConstructors())
                    .anyMatch(made -> parametersOf(made).equals(parameters));
        }
        return matcher.group(3) == null || hasPublic(type, matcher.group(3));
    }

    private static String parametersOf(Executable made) {
        return Arrays.stream(made.getParameterTypes())
                .map(type -> type.isArray() ? type.getComponentType() : type)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
    }

    private static boolean hasPublic(Class<?> type, String member) {
        return Stream.<Member>concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                .anyMatch(found -> found.getName().equals(member) && Modifier.isPublic(found.getModifiers()));
    }

    private static @Nullable Class<?> type(String simpleName) {
        return PACKAGES.stream()
                .map(prefix -> find(prefix + simpleName))
                .filter(found -> found != null && Modifier.isPublic(found.getModifiers()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    @Test
    void aNameThatIsNotThere_isNotFound() {
        assertThat(exists("MainContext.iterate2")).isFalse();
        assertThat(exists("MainContext2")).isFalse();
        assertThat(exists("SourceNode")).isFalse();
        assertThat(exists("new MainContext(int)")).isFalse();
        assertThat(exists("new MainContext(Clock, ContextFlag)")).isTrue();
    }

    // ---- the tests

    /** Each function of the facade is called by some test of this room; by reflection does not count. */
    @Test
    void everyFunctionIsTested() {
        JavaClasses tests = new ClassFileImporter()
                .importPath(Path.of("target", "test-classes", "org", "mainspring", "mainloop", "glib"));
        Set<String> called = tests.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .map(JavaAccess::getName)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(GLib.class.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !called.contains(name)))
                .isEmpty();
    }
}
