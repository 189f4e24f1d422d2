package org.mainspring.mainloop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs that tests start as processes of their own. They need no shell, and nothing but this JVM. */
final class ChildProgram {
    private ChildProgram() {}

    /** Starts one of the programs below. */
    static Process start(String program, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", classPath(), ChildProgram.class.getName(), program));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static String classPath() {
        return Stream.of("classes", "test-classes")
                .map(name -> Path.of("target", name).toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "exit-with-byte" -> System.exit(System.in.read());
            case "ignored-hangup" -> System.exit(ignoredHangup());
            case "hangup" -> System.exit(hangup());
            case "sampled" -> System.exit(sampled());
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** 0 if a signal that the process ignores is ignored by the library's source as well. */
    private static int ignoredHangup() throws ReflectiveOperationException {
        JvmSignalFixture.ignore("HUP");
        Source source = Sources.signal("HUP");
        boolean ignored = JvmSignalFixture.handlerOf("HUP").equals("SIG_IGN");
        source.destroy();
        return ignored ? 0 : 1;
    }

    /** 6 if nobody but the flight recorder, which samples this thread, makes a source for SIGUSR2 ready. */
    private static int sampled() {
        try (MainContext context = new MainContext()) {
            Source samples = context.signalAdd("USR2", () -> Source.REMOVE);
            Source end = context.timeoutAdd(Duration.ofSeconds(TestThreads.LONG_DELAY_SECONDS), () -> Source.REMOVE);
            while (!samples.isDestroyed() && !end.isDestroyed()) {
                context.iteration(false);
            }
            return samples.isDestroyed() ? 6 : 0;
        }
    }

    /** 3 if this JVM lets nobody handle the signal, and says so. */
    private static int hangup() {
        try {
            Sources.signal("HUP").destroy();
            return 0;
        } catch (UnsupportedOperationException refused) {
            String why = refused.getMessage();
            return why.equals("this JVM lets nobody handle SIGHUP") ? 3 : why.contains("jdk.unsupported") ? 4 : 5;
        }
    }
}
