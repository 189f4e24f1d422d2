package org.mainspring.bench.c;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that is run to its end, within a limit.
 *
 * @param words the program and its arguments
 */
public record Command(List<String> words) {
    private static final int NOT_THERE = 127;
    private static final int TOO_LATE = 124;
    private static final int INTERRUPTED = 130;

    /**
     * How it ended.
     *
     * @param code 0 where all is well; 127 where the program is not there, 124 where it took too long
     * @param text what it printed, with what it printed as errors; nothing where that went to our own output
     */
    public record Outcome(int code, String text) {
        /**
         * Whether all is well.
         *
         * @return whether the code is 0
         */
        public boolean isGood() {
            return code == 0;
        }

        /**
         * Why it is not good, in one line.
         *
         * @return the first line with a letter in it, or else the code
         */
        public String complaint() {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> line.chars().anyMatch(Character::isLetter))
                    .findFirst()
                    .orElse("ended with " + code)
                    .replace('|', '/');
        }
    }

    /**
     * Copies the words.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no words");
        }
    }

    /**
     * A command.
     *
     * @param words the program and its arguments
     * @return a new one
     */
    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    /**
     * Runs it, and keeps what it prints.
     *
     * @param limitSeconds it is killed after so long
     * @return how it ended
     */
    public Outcome run(long limitSeconds) {
        try {
            Path output = Files.createTempFile("mainspring", ".out");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
                int code = await(builder, limitSeconds);
                return new Outcome(code, code == NOT_THERE ? "no " + words.get(0) : textOf(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException noTemporaryFile) {
            throw new UncheckedIOException(noTemporaryFile);
        }
    }

    /**
     * Runs it; what it prints goes where ours goes.
     *
     * @param limitSeconds it is killed after so long
     * @return how it ended
     */
    public Outcome runAloud(long limitSeconds) {
        int code = await(new ProcessBuilder(words).inheritIO(), limitSeconds);
        return new Outcome(code, code == TOO_LATE ? "not through after " + limitSeconds + " s" : "");
    }

    private static String textOf(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    private static int await(ProcessBuilder builder, long limitSeconds) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException noProgram) {
            return NOT_THERE;
        }
        try {
            return process.waitFor(limitSeconds, TimeUnit.SECONDS) ? process.exitValue() : TOO_LATE;
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
