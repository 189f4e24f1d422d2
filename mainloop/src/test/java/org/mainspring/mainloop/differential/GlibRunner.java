package org.mainspring.mainloop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that runs scenarios on the real GLib, one after the other. If GLib brings it down, another takes over. */
final class GlibRunner implements AutoCloseable {
    private final Path program;
    private Process process;
    private BufferedWriter requests;
    private BufferedReader answers;

    GlibRunner(Path program) {
        this.program = program;
        begin();
    }

    private void begin() {
        try {
            process = new ProcessBuilder(program.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** The trace of a scenario; if the process died of it, the last line says so. */
    List<String> run(List<String> scenario) {
        List<String> trace = new ArrayList<>();
        try {
            for (String line : scenario) {
                requests.write(line + "\n");
            }
            requests.write("end\n");
            requests.flush();
            String line = answers.readLine();
            while (line != null && !line.equals("end")) {
                trace.add(line);
                line = answers.readLine();
            }
            if (line == null) {
                trace.add("the process died");
                close();
                begin();
            }
            return trace;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
