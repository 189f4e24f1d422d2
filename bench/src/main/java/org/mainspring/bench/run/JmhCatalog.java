package org.mainspring.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mainspring.bench.report.JmhNames;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark of JMH on the class path, with every combination of the values of its parameters. */
final class JmhCatalog {
    private JmhCatalog() {}

    /** The cases, by the names of their benchmarks. */
    static List<JmhCase> all() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<JmhCase> cases = new ArrayList<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            Map<String, String[]> params = new TreeMap<>();
            if (entry.getParams().hasValue()) {
                params.putAll(entry.getParams().get());
            }
            for (Map<String, String> values : combinations(params)) {
                cases.add(new JmhCase(entry.getUsername(), values, JmhNames.of(entry.getUsername(), values)));
            }
        }
        return cases;
    }

    /** Every way to choose one value for each name. */
    static List<Map<String, String>> combinations(Map<String, String[]> params) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, String[]> param : params.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> chosen : all) {
                for (String value : param.getValue()) {
                    Map<String, String> more = new LinkedHashMap<>(chosen);
                    more.put(param.getKey(), value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }
}
