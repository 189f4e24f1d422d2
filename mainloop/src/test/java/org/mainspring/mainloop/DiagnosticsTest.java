package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.ScriptedPoller;

/** Each code of the library: something provokes it, and its message says what is wrong. */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class DiagnosticsTest extends DrivenFixture {
    /** Each as {@code CODE: message}. */
    private final List<String> warned = new ArrayList<>();

    @BeforeEach
    void listenToMessages() {
        context.setDiagnosticHandler((code, message) -> warned.add(code + ": " + message));
    }

    /** What is misuse throws here; in the C names it is reported, which their own tests provoke. */
    private static final Set<Diagnostic> OF_C_NAMES = EnumSet.range(Diagnostic.NULL_ARGUMENT, Diagnostic.NOT_PUSHED);

    static Stream<Diagnostic> codesOfTheCore() {
        return Stream.of(Diagnostic.values()).filter(code -> !OF_C_NAMES.contains(code));
    }

    /** Each code of the library has something that provokes it, and its message says what is wrong. */
    @ParameterizedTest
    @MethodSource("codesOfTheCore")
    void whenADiagnosticIsDeclared_thenATestOfThisClassProvokesIt(Diagnostic code) {
        String message = switch (code) {
            case NO_CALLBACK -> {
                Sources.idle().attach(context);
                context.iteration(false);
                yield "idle source dispatched without callback: call setCallback()";
            }
            case ITERATION_IN_HOOK -> {
                inPrepare(() -> context.iteration(true));
                yield "iteration called from within a prepare or check hook: nothing done";
            }
            case RUN_IN_HOOK -> {
                inPrepare(new MainLoop(context)::run);
                yield "run from within a prepare or check hook: nothing done";
            }
            case UNKNOWN_ID -> {
                context.remove(77);
                yield "source id 77 was not found when attempting to remove it";
            }
            case NO_EXIT_VALUE -> {
                context.childWatchAdd(endedHandle(), (ended, exitValue) -> {});
                context.iteration(false);
                yield "no exit value of a process that is only known by its pid: process 4711";
            }
            case POLL_FAILED -> {
                context.setPollFunction((set, timeoutMillis) -> -5);
                context.iteration(false);
                yield "poll function has failed: -5";
            }
            case WATCH_REFUSED -> {
                refuseAWatch();
                yield "cannot watch channel: ";
            }
            default -> throw new AssertionError("nothing here provokes " + code);
        };

        assertThat(warned).singleElement().asString().startsWith(code + ": " + message);
    }

    /** A process that has ended, and is no child of this one. */
    private static ProcessHandle endedHandle() {
        return (ProcessHandle) Proxy.newProxyInstance(
                ClassLoader.getSystemClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "onExit" -> CompletableFuture.completedFuture((ProcessHandle) proxy);
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 4711;
                    case "toString" -> "process 4711";
                    case "pid" -> 4711L;
                    default -> throw new AssertionError(method);
                });
    }

    private void inPrepare(Runnable action) {
        Source source = new Source(new Hooked() {
            @Override
            public boolean prepare(SourceHandle self, PollTimeout timeout) {
                action.run();
                return false;
            }
        });
        source.attach(context);
        context.iteration(false);
    }

    private void refuseAWatch() {
        try (MainContext refusing = new MainContext(clock, ignored -> new RefusingPoller(new ScriptedPoller(clock)))) {
            refusing.setDiagnosticHandler((code, message) -> warned.add(code + ": " + message));
            Source source = new Source((self, callback) -> false);
            source.addWatch("channel", IOCondition.IN);
            source.attach(refusing);
            refusing.iteration(false);
        }
    }
}
