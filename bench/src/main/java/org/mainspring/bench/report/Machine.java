package org.mainspring.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the figures were measured on: what the system tells of itself, each {@code not known} where it does not. */
public final class Machine {
    private static final String NOT_KNOWN = "not known";

    private static final long PATIENCE_SECONDS = 5;

    private Machine() {}

    /**
     * Name and value of everything, in the order in which it is shown.
     *
     * @param flags what the JVMs that measured were told
     * @param date when
     */
    public static Map<String, String> describe(String flags, String date) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", processor());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("governor", firstLine(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")));
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(Report.GLIB, answer("pkg-config", "--modversion", "glib-2.0"));
        facts.put("commit", answer("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"));
        facts.put("date", date);
        facts.put("flags", flags.isBlank() ? "none" : flags);
        return facts;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(NOT_KNOWN);
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).orElse(NOT_KNOWN);
        } catch (IOException absent) {
            return NOT_KNOWN;
        }
    }

    /** The first line that a command prints; a command that is not there, fails, hangs or is silent has none. */
    private static String answer(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return NOT_KNOWN;
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 && !text.isBlank()
                    ? text.lines().findFirst().orElse(NOT_KNOWN).strip()
                    : NOT_KNOWN;
        } catch (IOException absent) {
            return NOT_KNOWN;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return NOT_KNOWN;
        }
    }
}
